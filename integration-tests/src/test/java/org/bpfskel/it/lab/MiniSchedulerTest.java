package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bpfskel.it.Example;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of a scheduler, as a process of its own that it schedules itself. */
@Tag("lab-newest")
class MiniSchedulerTest {
  private static final Path STATE = Path.of("/sys/kernel/sched_ext/state");

  /** Short, and emulated: no time for the better compiler. */
  private static final List<String> JVM_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  @Test
  void showsWhatItSchedulesUntilTheKernelEndsIt() throws IOException, InterruptedException {
    List<String> command = new Example("mini-scheduler").commandLine("1000");
    command.addAll(1, JVM_OPTIONS);
    Process scheduler = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader output = scheduler.inputReader()) {
      assertThat(output.readLine()).matches("second +direct +queued +taken");
      assertThat(output.readLine()).matches("1 +[0-9]+ +[1-9][0-9]* +[1-9][0-9]*");
      assertThat(Files.readString(STATE)).isEqualTo("enabled\n");

      Files.writeString(Path.of("/proc/sysrq-trigger"), "S");
      List<String> rest = output.lines().toList();
      assertThat(rest.get(rest.size() - 1)).contains("the kernel ended the scheduler: ");
      assertThat(scheduler.waitFor()).isEqualTo(1);
      assertThat(Files.readString(STATE)).isEqualTo("disabled\n");
    } finally {
      scheduler.destroyForcibly();
    }
  }
}
