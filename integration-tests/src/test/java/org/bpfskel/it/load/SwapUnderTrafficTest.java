package org.bpfskel.it.load;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The implementation behind a struct_ops link is swapped while TCP uses it. */
@NeedsKernel
@Tag("soak")
final class SwapUnderTrafficTest {

  /** In a network namespace of its own, whose default congestion control is changed. */
  @Test
  void everySwapTakesEffectAndNoTransferBreaks() throws IOException {
    String output =
        new ChildJvm()
            .launcher(List.of("unshare", "--net"))
            .timeout(Duration.ofMinutes(Rounds.of(10, 60)))
            .run(Swaps.class, Integer.toString(Rounds.of(300, 10_000)));
    assertThat(output).startsWith("load: ");
    Figures.report(output.strip());
  }
}
