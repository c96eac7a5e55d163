package org.bpfskel.internal.libbpf;

import static com.google.common.truth.Truth.assertThat;

import org.junit.jupiter.api.Test;

/** Which line breaks are libbpf's own is known from its format. */
public class PrintedTextTest {
  private static final String LOG =
      "libbpf: prog '%s': -- BEGIN PROG LOAD LOG --\n%s-- END PROG LOAD LOG --\n";

  @Test
  void aLineIsALineWhateverTheNameInIt() {
    assertThat(PrintedText.of("libbpf: map '%s': %d\n", "libbpf: map 'a\nlibbpf: b': 1\n"))
        .isEqualTo("libbpf: map 'a\\nlibbpf: b': 1");
    assertThat(PrintedText.of("libbpf: '%s'", "libbpf: '\n'")).isEqualTo("libbpf: '\\n'");
  }

  @Test
  void aLogKeepsItsLines() {
    assertThat(
            PrintedText.of(
                LOG,
                """
                libbpf: prog 'p': -- BEGIN PROG LOAD LOG --
                0: exit
                ; \u001b[2J
                -- END PROG LOAD LOG --
                """))
        .isEqualTo(
            """
            libbpf: prog 'p': -- BEGIN PROG LOAD LOG --
            0: exit
            ; \\u001b[2J
            -- END PROG LOAD LOG --""");
  }

  @Test
  void aNameBeforeALogHasNoLines() {
    assertThat(
            PrintedText.of(
                LOG,
                """
                libbpf: prog 'p': -- BEGIN PROG LOAD LOG --
                libbpf: prog 'q': -- BEGIN PROG LOAD LOG --
                0: exit
                -- END PROG LOAD LOG --
                """))
        .isEqualTo(
            """
            libbpf: prog 'p': -- BEGIN PROG LOAD LOG --\\nlibbpf: prog 'q': -- BEGIN PROG LOAD LOG --
            0: exit
            -- END PROG LOAD LOG --""");
  }
}
