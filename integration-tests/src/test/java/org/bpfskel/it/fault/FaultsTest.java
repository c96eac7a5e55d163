package org.bpfskel.it.fault;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.bpfskel.it.BpfFileSystem;
import org.bpfskel.it.Figures;
import org.bpfskel.it.NeedsBpfFileSystem;
import org.bpfskel.it.NeedsBpftool;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.Rounds;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever native call fails: an exception or nothing, no crash, no leak, and it works again. */
@NeedsKernel
@NeedsBpftool
@NeedsBpfFileSystem
@Tag("soak")
final class FaultsTest {
  @TempDir Path folder;

  /** In the short form the first call from each place in the code. */
  @Test
  void everyCallOfANormalUseMayFail() throws IOException {
    boolean all = Rounds.of(0, 1) == 1;
    try (BpfFileSystem pins = BpfFileSystem.mount()) {
      String output =
          FaultLibrary.compiledIn(folder)
              .child()
              .timeout(Duration.ofMinutes(Rounds.of(10, 60)))
              .run(FaultRuns.class, pins.root().toString(), Boolean.toString(all));
      assertThat(output).contains("faults: ");
      Figures.report(output.strip());
    }
  }
}
