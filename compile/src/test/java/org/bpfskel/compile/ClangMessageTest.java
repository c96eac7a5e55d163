package org.bpfskel.compile;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.bpfskel.compile.ClangMessage.Severity;
import org.junit.jupiter.api.Test;

class ClangMessageTest {
  @Test
  void eachHasItsLinesOfC() {
    List<ClangMessage> messages =
        ClangMessage.parse(
            """
            /src/x.bpf.c:2:12: warning: unused function 'f' [-Wunused-function]
                2 | static int f(void);
                  |            ^
            In file included from /src/x.bpf.c:1:
            /src/x.h:3:11: error: use of undeclared identifier 'x'
            /src/x.h:1:1: note: declared here
            1 warning and 1 error generated.
            """);

    assertThat(messages.stream().map(ClangMessage::severity))
        .containsExactly(Severity.WARNING, Severity.ERROR)
        .inOrder();
    assertThat(messages.get(0).lines()).hasSize(3);
    assertThat(messages.get(1).lines())
        .containsExactly(
            "In file included from /src/x.bpf.c:1:",
            "/src/x.h:3:11: error: use of undeclared identifier 'x'",
            "/src/x.h:1:1: note: declared here")
        .inOrder();
  }

  @Test
  void headerThatIsNotThereIsAnError() {
    assertThat(ClangMessage.parse("x.c:1:10: fatal error: 'x.h' file not found\n"))
        .containsExactly(
            new ClangMessage(
                Severity.ERROR, List.of("x.c:1:10: fatal error: 'x.h' file not found")));
  }

  @Test
  void messagesOfClangItself() {
    assertThat(ClangMessage.parse("clang-22: error: no input files\n").get(0).severity())
        .isEqualTo(Severity.ERROR);
    assertThat(ClangMessage.parse("Killed\n").get(0).severity()).isEqualTo(Severity.OTHER);
    assertThat(ClangMessage.parse("")).isEmpty();
  }
}
