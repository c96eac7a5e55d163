package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a refusal by the verifier says in its first line. */
class VerifierExceptionTest {
  private static final int EPERM = 1;

  @Test
  void isTheReasonOfTheLog() {
    assertThat(refusal("0: (95) exit\nR0 !read_ok\nprocessed 1 insns (limit 1)\n"))
        .hasMessageThat()
        .contains("not permitted: the verifier refused program p: R0 !read_ok\n");
  }

  @Test
  void orThatThereIsNone() {
    assertThat(refusal("processed 0 insns (limit 1000000)\n"))
        .hasMessageThat()
        .contains("not permitted: the verifier refused program p before its first instruction\n");
  }

  @Test
  void theLineInCIsWhereTheStackTraceBegins() {
    StackTraceElement line = new StackTraceElement("tcp_cc_bpf", "ssthresh", "tcp_cc.bpf.c", 106);
    VerifierException refusal =
        refusal(
            """
            0: R1=ctx() R10=fp0
            ; return *p; @ tcp_cc.bpf.c:106
            0: (79) r6 = *(u64 *)(r1 +0)     ; R1=ctx() R6_w=scalar()
            1: (71) r0 = *(u8 *)(r6 +0)
            R6 invalid mem access 'scalar'
            """,
            line);
    assertThat(refusal.sourceLine()).isEqualTo(line);
    assertThat(refusal.getStackTrace()[0]).isEqualTo(line);
    assertThat(refusal.getStackTrace()[1].getClassName()).isEqualTo(getClass().getName());
    assertThat(refusal.sourceText()).isEqualTo("return *p;");
    assertThat(refusal)
        .hasMessageThat()
        .contains("\n  tcp_cc.bpf.c:106: return *p;\n  with R1=ctx() R6=scalar() R10=fp0\n");
  }

  private static VerifierException refusal(String log) {
    return refusal(log, null);
  }

  private static VerifierException refusal(String log, @Nullable StackTraceElement line) {
    return new VerifierException(
        "bpf_object__load", "object", EPERM, List.of("not permitted"), List.of(), "p", log, line);
  }
}
