package org.bpfskel.internal.load;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.bpfskel.internal.libbpf.PrintedMessage;
import org.junit.jupiter.api.Test;

/** The verifier's logs among the lines that libbpf prints. */
public class LoadLogTest {

  @Test
  void quotationsAreKeptApartByProgram() {
    LoadLog log =
        LoadLog.of(
            List.of(
                quoting("first", "processed 2 insns\n"),
                line("libbpf: prog 'second': BPF program load failed: Permission denied"),
                quoting("second", "0: (95) exit\nR0 !read_ok\n"),
                line("libbpf: prog 'second': failed to load: -13"),
                line("libbpf: failed to load object 'x'")));
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

  /** The verifier quotes lines of the C source, which are names from the file as well. */
  @Test
  void aLineOfTheSourceIsNoneOfLibbpf() {
    LoadLog log = LoadLog.of(List.of(quoting("p", "libbpf: prog 'other': failed to load: -13\n")));
    assertThat(log.isRefused("other")).isFalse();
    assertThat(log.libbpfLines()).isEmpty();
  }

  @Test
  void aProgramIsFoundByWhatItsNameLooksLikeInTheLog() {
    LoadLog log =
        LoadLog.of(
            List.of(
                quoting("p\\n", "0: (95)\n"), line("libbpf: prog 'p\\n': failed to load: -13")));
    assertThat(log.verifierLog("p\n")).isEqualTo("0: (95)\n");
    assertThat(log.isRefused("p\n")).isTrue();
  }

  private static PrintedMessage line(String line) {
    return new PrintedMessage(line);
  }

  private static PrintedMessage quoting(String program, String log) {
    return new PrintedMessage(
        "libbpf: prog '" + program + "': -- BEGIN PROG LOAD LOG --",
        log,
        "-- END PROG LOAD LOG --");
  }
}
