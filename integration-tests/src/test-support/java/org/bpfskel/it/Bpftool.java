package org.bpfskel.it;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The program that the environment variable BPFSKEL_BPFTOOL names, else that of the PATH. */
final class Bpftool {
  private static final Pattern VERSION = Pattern.compile("bpftool v(\\d+)\\.(\\d+)");

  private Bpftool() {}

  static String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getenv().getOrDefault("BPFSKEL_BPFTOOL", "bpftool"));
    command.addAll(List.of(arguments));
    return Command.run(command).succeeded();
  }

  /** Older ones know less of struct_ops. */
  static Optional<String> tooOld() throws IOException {
    String version = run("version");
    Matcher matcher = VERSION.matcher(version);
    if (!matcher.find()) {
      return Optional.of("bpftool does not tell its version: " + version);
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    return major > 7 || (major == 7 && minor >= 5)
        ? Optional.empty()
        : Optional.of(matcher.group() + " is older than 7.5");
  }
}
