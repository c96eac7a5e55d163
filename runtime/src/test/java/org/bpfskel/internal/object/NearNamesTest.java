package org.bpfskel.internal.object;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearNamesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bpf/exce.bpf.o",
        "bpf/exe.bpf.o",
        "bpf/execs.bpf.o",
        "bpf/Exec.bpf.o",
        "bpf/exec.bpfo"
      })
  void aSlipIsNear(String written) {
    assertThat(NearNames.of(written, List.of("bpf/exec.bpf.o", "bpf/network.bpf.o")))
        .containsExactly("bpf/exec.bpf.o");
  }

  @Test
  void whatIsQuiteDifferentIsNot() {
    assertThat(NearNames.of("exec", List.of("network", "cc", "tracer"))).isEmpty();
    assertThat(NearNames.of("ab", List.of("cd", "bd", "x"))).isEmpty();
  }

  @Test
  void theNearestComesFirstAndTheNameItselfNever() {
    assertThat(NearNames.of("counters", List.of("counter", "counters", "countess", "encounters")))
        .containsExactly("counter", "countess", "encounters")
        .inOrder();
  }

  @Test
  void asksForIt() {
    assertThat(NearNames.question("evnt", List.of("event", "evnts")))
        .isEqualTo(": did you mean event or evnts?");
    assertThat(NearNames.question("evnt", List.of("state"))).isEmpty();
  }
}
