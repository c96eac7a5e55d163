package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import org.bpfskel.BpfObject;
import org.bpfskel.DataMap;
import org.junit.jupiter.api.Test;

/** A section of static constants alone, which libbpf makes no map that can be mapped. */
@NeedsKernel
final class SectionWithoutVariablesTest {
  private static final String OBJECT = "bpf/iterators.bpf.o";

  @Test
  void doesNotKeepTheObjectFromLoading() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT)) {
      DataMap constants = object.data(".rodata");
      byte[] before = constants.initialValue();
      assertThat(constants.variables().structLayout().members()).isEmpty();
      object.load();
      assertThat(constants.variables().structLayout().members()).isEmpty();
      assertThat(ByteBuffer.wrap(before))
          .isEqualTo(NativeBytes.in(constants.bytes().lookup(NativeBytes.of(0))));
    }
  }

  @Test
  void canBeAskedForAfterLoad() {
    try (BpfObject object = BpfObject.open(BpfObjects.bytes(OBJECT), OBJECT)) {
      object.load();
      assertThat(object.data(".rodata").variables().structLayout().members()).isEmpty();
    }
  }
}
