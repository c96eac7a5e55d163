package org.bpfskel.internal.libbpf;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which line breaks are libbpf's own is known from its format. */
public class PrintedMessageTest {
  private static final String BEGIN = "libbpf: prog 'p': -- BEGIN PROG LOAD LOG --";
  private static final String END = "-- END PROG LOAD LOG --";
  private static final String LOG =
      "libbpf: prog '%s': -- BEGIN PROG LOAD LOG --\n%s-- END PROG LOAD LOG --\n";

  @Test
  void aLineIsALineWhateverTheNameInIt() {
    assertThat(message("libbpf: map '%s': %d\n", "libbpf: map 'a\nlibbpf: b': 1\n"))
        .isEqualTo(new PrintedMessage("libbpf: map 'a\\nlibbpf: b': 1"));
    assertThat(message("libbpf: '%s'", "libbpf: '\n'"))
        .isEqualTo(new PrintedMessage("libbpf: '\\n'"));
    assertThat(message("", "")).isEqualTo(new PrintedMessage(""));
  }

  @Test
  void aLogKeepsItsLines() {
    assertThat(message(LOG, BEGIN + "\n0: exit\n; \u001b[2J\n\tindented\n" + END + "\n"))
        .isEqualTo(new PrintedMessage(BEGIN, "0: exit\n; \\u001b[2J\n    indented\n", END));
  }

  @Test
  void aLogThatWasCutOffEndsWithinALine() {
    assertThat(message(LOG, BEGIN + "\n0: (9" + END + "\n"))
        .isEqualTo(new PrintedMessage(BEGIN, "0: (9", END));
  }

  @Test
  void aLogMayBeEmpty() {
    assertThat(message(LOG, BEGIN + "\n" + END + "\n"))
        .isEqualTo(new PrintedMessage(BEGIN, "", END));
  }

  /** The verifier quotes lines of the C source, which are names from the file as well. */
  @Test
  void aLineOfTheSourceCannotEndTheLog() {
    String log = "; " + END + "\n0: exit\n";
    assertThat(message(LOG, BEGIN + "\n" + log + END + "\n"))
        .isEqualTo(new PrintedMessage(BEGIN, log, END));
  }

  @Test
  void whatIsCutOffBeforeTheEndMarkIsTheLog() {
    assertThat(message(LOG, BEGIN + "\n0: (95)\n-- END"))
        .isEqualTo(new PrintedMessage(BEGIN, "0: (95)\n-- END", ""));
  }

  @Test
  void aNameBeforeALogHasNoLines() {
    String inName = "libbpf: prog 'q': -- BEGIN PROG LOAD LOG --";
    assertThat(message(LOG, BEGIN + "\n" + inName + "\n0: exit\n" + END + "\n"))
        .isEqualTo(new PrintedMessage(BEGIN + "\\n" + inName, "0: exit\n", END));
  }

  @Test
  void quotedLinesThatLookLikeLibbpfsAreIndented() {
    assertThat(
            PrintedMessage.lines(
                List.of(
                    new PrintedMessage(BEGIN, "libbpf: no\n0: exit\n", END),
                    new PrintedMessage("libbpf: yes"))))
        .containsExactly(BEGIN, "  libbpf: no", "0: exit", END, "libbpf: yes")
        .inOrder();
  }

  private static PrintedMessage message(String format, String text) {
    return PrintedMessage.of(format, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}
