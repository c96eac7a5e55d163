package org.bpfskel.it.fault;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel does not let the process map its memory, the advice is that of the cause. */
@NeedsKernel
final class MappingRefusedTest {
  @TempDir Path folder;

  @Test
  void everyMapThatThePolicyForbidsToMapGetsTheSameAdvice() throws IOException {
    Path library = folder.resolve("maps.so");
    FaultLibrary.compile(folder, "maps.c", library, "-shared", "-fPIC");
    String output =
        new ChildJvm().environment("LD_PRELOAD", library.toString()).run(Mapped.class, "maps");
    assertThat(output).contains("ring: PERMISSION: mmap failed for numbered: EPERM: ");
    assertThat(output).contains("user ring: PERMISSION: mmap failed for ");
    assertThat(output).contains("section: PERMISSION: mmap failed for ");
    List<String> advice = output.lines().map(MappingRefusedTest::advice).distinct().toList();
    assertWithMessage(output).that(advice).hasSize(1);
    assertThat(advice.get(0)).contains("a policy of the system forbids it");
  }

  private static String advice(String line) {
    return line.replaceFirst(".*: EPERM: ", "");
  }

  @Test
  void perfBufferOfTooManyPagesIsToldWhichLimitThatIs() throws IOException {
    Path paranoid = Path.of("/proc/sys/kernel/perf_event_paranoid");
    assumeTrue(
        Integer.parseInt(Files.readString(paranoid).strip()) >= 0,
        "perf_event_paranoid is below 0: there is no limit");
    String output =
        new ChildJvm()
            .launcher(
                List.of(
                    "prlimit",
                    "--memlock=0",
                    "setpriv",
                    "--bounding-set=-ipc_lock",
                    "--inh-caps=-ipc_lock"))
            .run(Mapped.class, "events");
    assertThat(output)
        .contains(
            "perf events: PERMISSION: mmap failed for samples: EPERM: Operation not permitted: perf"
                + " buffers of more memory than kernel.perf_event_mlock_kb");
  }
}
