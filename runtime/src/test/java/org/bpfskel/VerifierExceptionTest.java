package org.bpfskel;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
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

  private static VerifierException refusal(String log) {
    return new VerifierException(
        "bpf_object__load", "object", EPERM, List.of("not permitted"), List.of(), "p", log);
  }
}
