package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.feature.Features;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PlainLoops} go on through load, close and collections, however they are compiled. */
@NeedsKernel
final class PlainLoopsTest {
  /** Each has three of the loops. */
  private static final int ROUNDS = Rounds.of(3, 200);

  @TempDir static Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:+UseSerialGC",
        "-XX:+UseG1GC -XX:-TieredCompilation",
        "-XX:+UseParallelGC -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM"
            + " -XX:+StressIGVN -XX:+StressCCP",
        "-XX:+UseZGC -XX:+UnlockDiagnosticVMOptions -XX:+StressLCM -XX:+StressGCM"
      })
  void goOnThroughLoadAndClose(String options) throws IOException {
    assumeTrue(Clang.defines("bpfel", "__BPF_FEATURE_ADDR_SPACE_CAST"), "clang >= 19 knows arenas");
    assumeTrue(Features.isSupported(MapType.ARENA), "the kernel has no arenas");
    ChildJvm child = new ChildJvm().option("-Xmx64m").timeout(Duration.ofMinutes(30));
    List.of(options.split(" ", -1)).forEach(child::option);
    String object = MemoryObjects.arena(folder).toString();
    assertThat(child.run(PlainLoops.class, object, Integer.toString(ROUNDS)).strip())
        .isEqualTo("ended well");
  }
}
