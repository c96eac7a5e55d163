package org.bpfskel.it.fault;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * At its first load libbpf asks the kernel what it can do. A question that fails it takes for a no,
 * and does not ask again: so loads may be refused from then on, each as ever by one exception.
 */
@NeedsKernel
@Tag("soak")
final class FirstUseTest {
  /** One Java machine for so many calls. */
  private static final int STEP = Rounds.of(25, 1);

  @TempDir Path folder;

  @Test
  void whateverFailsAtTheFirstLoadNothingCrashes() throws IOException {
    FaultLibrary library = FaultLibrary.compiledIn(folder);
    List<String> outcomes = new ArrayList<>();
    for (int n = STEP; ; n += STEP) {
      String output = library.child().run(FirstUse.class, Integer.toString(n));
      List<String> failed =
          output.lines().filter(line -> line.startsWith(FirstUse.FAILED)).toList();
      if (failed.isEmpty()) {
        break;
      }
      outcomes.addAll(failed);
    }
    assertThat(outcomes).isNotEmpty();
    Figures.report(
        "faults: %d calls of a first load failed, each in a Java machine of its own; after %d of"
                .formatted(outcomes.size(), refusedForEver(outcomes))
            + " them libbpf believed for good that the kernel lacks something");
  }

  private static long refusedForEver(List<String> outcomes) {
    return outcomes.stream().filter(line -> line.endsWith(FirstUse.REFUSED_FOR_EVER)).count();
  }
}
