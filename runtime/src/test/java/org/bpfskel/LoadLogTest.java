package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The verifier's logs among the lines that libbpf prints. */
class LoadLogTest {

  @Test
  void quotationsAreKeptApartByProgram() {
    LoadLog log =
        LoadLog.of(
            List.of(
                "libbpf: prog 'first': -- BEGIN PROG LOAD LOG --",
                "processed 2 insns",
                "-- END PROG LOAD LOG --",
                "libbpf: prog 'second': BPF program load failed: Permission denied",
                "libbpf: prog 'second': -- BEGIN PROG LOAD LOG --",
                "0: (95) exit",
                "R0 !read_ok",
                "-- END PROG LOAD LOG --",
                "libbpf: prog 'second': failed to load: -13",
                "libbpf: failed to load object 'x'"));
    assertThat(log.verifierLog("first")).isEqualTo("processed 2 insns\n");
    assertThat(log.verifierLog("second")).isEqualTo("0: (95) exit\nR0 !read_ok\n");
    assertThat(log.verifierLog("third")).isEmpty();
    assertThat(log.refused()).isEqualTo("second");
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
            List.of("libbpf: prog 'p': -- BEGIN PROG LOAD LOG --", "0: (9-- END PROG LOAD LOG --"));
    assertThat(log.verifierLog("p")).isEqualTo("0: (9");
  }

  @Test
  void withoutAnEndTheRestIsTheLog() {
    LoadLog log = LoadLog.of(List.of("libbpf: prog 'p': -- BEGIN PROG LOAD LOG --", "0: (95)"));
    assertThat(log.verifierLog("p")).isEqualTo("0: (95)\n");
    assertThat(log.refused()).isNull();
  }
}
