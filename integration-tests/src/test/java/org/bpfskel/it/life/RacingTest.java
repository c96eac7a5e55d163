package org.bpfskel.it.life;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Closing in one thread what others use: they get an exception, and nothing is left. */
@NeedsKernel
@Tag("soak")
final class RacingTest {
  private static final int ROUNDS = Rounds.of(5_000, 500_000);

  @Test
  void closeMeetsEveryCall() throws IOException {
    String output =
        new ChildJvm()
            .timeout(Duration.ofMinutes(Rounds.of(10, 300)))
            .run(Racing.class, Integer.toString(ROUNDS));
    assertThat(output).contains(ROUNDS + " rounds of ");
    Figures.report("races: " + output.strip());
  }
}
