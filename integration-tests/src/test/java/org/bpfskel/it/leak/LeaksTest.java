package org.bpfskel.it.leak;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.bpfskel.it.BpfFileSystem;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsBpfFileSystem;
import org.bpfskel.it.NeedsBpftool;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Descriptors, threads, BPF objects and memory after many cycles: as before, whatever failed. */
@NeedsKernel
@NeedsBpftool
@NeedsBpfFileSystem
@Tag("soak")
final class LeaksTest {
  private static final int OPEN_CYCLES = Rounds.of(3_000, 100_000);
  private static final int LOAD_CYCLES = Rounds.of(300, 5_000);

  /** A heap of one size that is there from the start, and no more threads than at the start. */
  private static final List<String> STEADY =
      List.of(
          "-Xms64m",
          "-Xmx64m",
          "-XX:+AlwaysPreTouch",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UseDynamicNumberOfCompilerThreads");

  @Test
  void nothingIsLeftOfWhatWasOpenedLoadedAttachedAndRefused() throws IOException {
    ChildJvm child =
        new ChildJvm()
            .timeout(Duration.ofMinutes(Rounds.of(10, 120)))
            .alsoOn(BpfObjects.classPathEntry("com/google/gson/Gson.class"));
    STEADY.forEach(child::option);
    try (BpfFileSystem pins = BpfFileSystem.mount()) {
      String output =
          child.run(
              LeakRuns.class,
              pins.root().toString(),
              Integer.toString(OPEN_CYCLES),
              Integer.toString(LOAD_CYCLES));
      assertThat(output.lines().count()).isEqualTo(2);
      Figures.report(output.strip());
    }
  }
}
