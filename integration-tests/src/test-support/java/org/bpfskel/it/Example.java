package org.bpfskel.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A project of {@code examples/}, as its own pom builds it. */
public record Example(String name) {

  /** The project's own, or all in one. */
  Path jar() {
    return ChildJvm.tests()
        .resolveSibling(Path.of("..", "examples", name, "target", name + "-1.0.jar"))
        .normalize();
  }

  /** {@code com.example.tcptuner.TcpTuner} of {@code tcp-tuner}. */
  private String mainClass() {
    String simpleName =
        Pattern.compile("(?:^|-)(.)")
            .matcher(name)
            .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    return "com.example.%s.%s".formatted(name.replace("-", ""), simpleName);
  }

  /** Why it cannot be run; empty if it can. */
  Optional<String> missing() {
    return Files.exists(jar())
        ? Optional.empty()
        : Optional.of("there is no %s: mvn -Pexamples package builds it".formatted(jar()));
  }

  /** Runs it to its end. */
  Command run(String... arguments) throws IOException {
    return Command.run(commandLine(arguments));
  }

  /** What a shell would run. */
  public List<String> commandLine(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                String.join(
                    File.pathSeparator,
                    jar().toString(),
                    ChildJvm.runtime().toString(),
                    ChildJvm.jna().toString()),
                mainClass()));
    command.addAll(List.of(arguments));
    return command;
  }
}
