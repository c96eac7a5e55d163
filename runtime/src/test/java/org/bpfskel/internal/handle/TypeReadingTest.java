package org.bpfskel.internal.handle;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.bpfskel.btf.Btf;
import org.junit.jupiter.api.Test;

/** What asks an object for its types gets no checked exception. */
final class TypeReadingTest {
  @Test
  void unreadableTypesAreAnInvalidObjectOfThatName() {
    BpfException e =
        assertThrows(
            BpfException.class, () -> TypeReading.of("tracer", () -> Btf.parse(new byte[3])));
    assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
    assertThat(e.errno()).isEqualTo(0);
    assertThat(e).hasMessageThat().startsWith("bpf_object__btf failed for tracer: its types are");
    assertThat(e).hasMessageThat().contains("compile it again with -g");
  }
}
