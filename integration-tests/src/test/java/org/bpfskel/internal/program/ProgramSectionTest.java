package org.bpfskel.internal.program;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.libbpf.LibbpfLibrary;
import org.junit.jupiter.api.Test;

/** The table of sections is libbpf's own, as far as the libbpf that is here has it. */
class ProgramSectionTest {
  /** Sections that libbpf 1.4 does not have yet. */
  private static final List<String> NEWER =
      List.of("kprobe.session", "uprobe.session", "uprobe.session.s", "fsession", "fsession.s");

  private final IntByReference type = new IntByReference();
  private final IntByReference attachType = new IntByReference();

  private boolean find(String section) {
    String libbpf = System.getenv().getOrDefault(LibbpfLibrary.VARIABLE, "libbpf.so.1");
    Function find = NativeLibrary.getInstance(libbpf).getFunction("libbpf_prog_type_by_name");
    return find.invokeInt(new Object[] {section, type, attachType}) == 0;
  }

  @Test
  void typesAndWaysOfAttachingAreThoseOfLibbpf() {
    List<String> unknown = new ArrayList<>();
    for (String name : ProgramSection.names()) {
      ProgramSection section = Objects.requireNonNull(ProgramSection.of(name));
      if (!find(section.isPrefix() ? name + "/target" : name)) {
        unknown.add(name);
        continue;
      }
      assertWithMessage(name).that(section.type()).isEqualTo(ProgramType.of(type.getValue()));
      int attach = section.attachType() == null ? 0 : section.attachType().number();
      assertWithMessage(name)
          .that(AttachType.of(attach))
          .isEqualTo(AttachType.of(attachType.getValue()));
    }
    unknown.removeAll(NEWER);
    assertThat(unknown).isEmpty();
  }
}
