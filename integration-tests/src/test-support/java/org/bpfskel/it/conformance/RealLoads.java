package org.bpfskel.it.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.it.Command;

/** Loads objects into the running kernel, in processes that may break. */
final class RealLoads {
  /** Objects a process: to start one takes longer than most loads. */
  private static final int AT_ONCE = 32;

  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final Map<Path, RealLoad> loads = new LinkedHashMap<>();

  private RealLoads() {}

  /** Of each object, how it ended. */
  static Map<Path, RealLoad> of(List<Path> objects) {
    RealLoads all = new RealLoads();
    for (int i = 0; i < objects.size(); i += AT_ONCE) {
      all.load(objects.subList(i, Math.min(i + AT_ONCE, objects.size())));
    }
    return all.loads;
  }

  /** One that breaks its process is found by loading it, and those behind it, apart. */
  private void load(List<Path> objects) {
    List<RealLoad> ends = new ArrayList<>();
    try {
      ends.addAll(parse(Command.run(command(objects), Map.of(), TIMEOUT).output()));
    } catch (IOException e) {
      // It took too long: which one did is seen when each is alone.
    }
    for (int i = 0; i < objects.size(); i++) {
      if (i < ends.size()) {
        loads.put(objects.get(i), ends.get(i));
      } else if (objects.size() == 1) {
        loads.put(objects.get(i), new RealLoad(RealLoad.End.UNKNOWN, 0, ""));
      } else {
        load(List.of(objects.get(i)));
      }
    }
  }

  private static List<String> command(List<Path> objects) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LoadingProcess.class.getName()));
    objects.forEach(object -> command.add(object.toString()));
    return command;
  }

  /** What a process wrote: logs, each with the line behind it that says how its object ended. */
  static List<RealLoad> parse(String output) {
    List<RealLoad> ends = new ArrayList<>();
    StringBuilder log = new StringBuilder();
    for (String line : output.lines().toList()) {
      if (line.startsWith(LoadingProcess.END)) {
        String[] words = line.substring(LoadingProcess.END.length()).split(" ", -1);
        ends.add(
            words.length == 1
                ? new RealLoad(RealLoad.End.NOT_OPENED, 0, log.toString())
                : RealLoad.loaded(Integer.parseInt(words[1]), log.toString()));
        log.setLength(0);
      } else {
        log.append(line).append('\n');
      }
    }
    return ends;
  }
}
