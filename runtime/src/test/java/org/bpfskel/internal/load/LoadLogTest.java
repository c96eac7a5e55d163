package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The verifier's logs among the lines that libbpf prints. */
public class LoadLogTest {

  @Test
  void quotationsAreKeptApartByProgram() {
    LoadLog log =
        LoadLog.of(
            List.of(
                """
                libbpf: prog 'first': -- BEGIN PROG LOAD LOG --
                processed 2 insns
                -- END PROG LOAD LOG --""",
                "libbpf: prog 'second': BPF program load failed: Permission denied",
                """
                libbpf: prog 'second': -- BEGIN PROG LOAD LOG --
                0: (95) exit
                R0 !read_ok
                -- END PROG LOAD LOG --""",
                "libbpf: prog 'second': failed to load: -13",
                "libbpf: failed to load object 'x'"));
    assertThat(log.verifierLog("first")).isEqualTo("processed 2 insns\n");
    assertThat(log.verifierLog("second")).isEqualTo("0: (95) exit\nR0 !read_ok\n");
    assertThat(log.verifierLog("third")).isEmpty();
    assertThat(log.isRefused("second")).isTrue();
    assertThat(log.isRefused("first")).isFalse();
    assertThat(log.libbpfLines())
        .containsExactly(
            "libbpf: prog 'second': BPF program load failed: Permission denied",
            "libbpf: prog 'second': failed to load: -13",
            "libbpf: failed to load object 'x'")
        .inOrder();
  }

  @Test
  void textThatWasCutOffEndsBeforeTheEndMark() {
    LoadLog log =
        LoadLog.of(
            List.of("libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n0: (9-- END PROG LOAD LOG --"));
    assertThat(log.verifierLog("p")).isEqualTo("0: (9");
  }

  @Test
  void withoutAnEndTheRestOfTheMessageIsTheLog() {
    LoadLog log = LoadLog.of(List.of("libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\n0: (95)"));
    assertThat(log.verifierLog("p")).isEqualTo("0: (95)\n");
    assertThat(log.isRefused("p")).isFalse();
  }

  /** The verifier quotes lines of the C source, which are names from the file as well. */
  @Test
  void aLineOfTheSourceCannotEndTheLog() {
    LoadLog log =
        LoadLog.of(
            List.of(
                """
                libbpf: prog 'p': -- BEGIN PROG LOAD LOG --
                ; -- END PROG LOAD LOG --
                libbpf: prog 'other': failed to load: -13
                -- END PROG LOAD LOG --"""));
    assertThat(log.isRefused("other")).isFalse();
    assertThat(log.libbpfLines()).isEmpty();
  }

  @Test
  void aProgramIsFoundByWhatItsNameLooksLikeInTheLog() {
    LoadLog log =
        LoadLog.of(
            List.of(
                "libbpf: prog 'p\\n': -- BEGIN PROG LOAD LOG --\n0: (95)\n-- END PROG LOAD LOG --",
                "libbpf: prog 'p\\n': failed to load: -13"));
    assertThat(log.verifierLog("p\n")).isEqualTo("0: (95)\n");
    assertThat(log.isRefused("p\n")).isTrue();
  }
}
