package org.bpfskel.it.load;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Memory outside the heap does not grow with the threads that have called. */
@NeedsKernel
@Tag("soak")
final class CrowdTest {
  /** What calls keep, and have beside it at most while they are many at one time: 64 MiB. */
  private static final long MOST = 80L << 20;

  private static final long MOST_OF_SMALL = 1L << 20;

  private static final int WITH_LARGE = Rounds.of(500, 8_000);
  private static final int WITH_SMALL = Rounds.of(5_000, 1_000_000);

  @Test
  void platformThreadsWithValuesOf64Kibibytes() throws IOException {
    assertThat(direct("platform", "large", WITH_LARGE)).isAtMost(MOST);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsWithValuesOf64Kibibytes() throws IOException {
    assertThat(direct("virtual", "large", WITH_LARGE)).isAtMost(MOST);
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void virtualThreadsWithValuesOf8Bytes() throws IOException {
    assertThat(direct("virtual", "small", WITH_SMALL)).isAtMost(MOST_OF_SMALL);
  }

  private static long direct(String kind, String values, int threads) throws IOException {
    long start = System.nanoTime();
    ChildJvm child = new ChildJvm().option("-Xmx3g").timeout(Duration.ofMinutes(10));
    long bytes = Long.parseLong(child.run(Crowd.class, kind, values, "" + threads).strip());
    Figures.report(
        "load: %,d %s threads with %s values took %,d KiB outside the heap, and %.1f s"
            .formatted(threads, kind, values, bytes >> 10, (System.nanoTime() - start) / 1e9));
    return bytes;
  }
}
