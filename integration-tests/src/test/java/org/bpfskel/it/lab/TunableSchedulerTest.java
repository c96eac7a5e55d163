package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bpfskel.it.Command;
import org.bpfskel.it.Example;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The example of a scheduler whose knobs are turned while it schedules itself. */
@Tag("lab-newest")
class TunableSchedulerTest {
  /** What the two rivals had of their time, in percent. */
  private static final Pattern PARTS = Pattern.compile("(?m)^.* (\\d+)% +(\\d+)% +\\d+ +\\d+$");

  @Test
  void whoIsFavouredHasMoreOfTheCpuAtOnce() throws IOException {
    List<String> command = new ArrayList<>(new Example("tunable-scheduler").commandLine());
    command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    String output = Command.run(command, Map.of(), Duration.ofMinutes(5)).succeeded();
    List<MatchResult> rows = PARTS.matcher(output).results().toList();
    assertThat(rows).hasSize(4);
    assertThat(Integer.parseInt(rows.get(1).group(1))).isAtLeast(65);
    assertThat(Integer.parseInt(rows.get(2).group(2))).isAtLeast(65);
  }
}
