package org.bpfskel.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bpfskel.it.BuiltModule;
import org.bpfskel.it.Command;

/** A project as a user has it, in a folder of its own, built by Maven. */
final class UserProject {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  private final Path folder;
  private final MavenProject maven;

  UserProject(Path folder, Path repository) {
    this.folder = folder;
    this.maven = new MavenProject(folder, Toolchain.some().get(0), repository);
  }

  /** A copy of {@code integration-tests/projects/NAME}. */
  static UserProject copy(String name, Path folder, Path repository) throws IOException {
    Path from = BuiltModule.ROOT.resolve("integration-tests/projects").resolve(name);
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    return new UserProject(to, repository);
  }

  Path path(String file) {
    return folder.resolve(file);
  }

  /** What Maven says. */
  String builds(String... arguments) throws IOException {
    return maven.run(arguments).succeeded();
  }

  /** What the class prints that has the main method: of this project, or of a module. */
  String prints(String module, String mainClass) throws IOException {
    Path target = path(module).resolve("target");
    String classPath = target.resolve("classes") + ":" + target.resolve("dependency") + "/*";
    return runs(
        JAVA.resolve("java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        mainClass);
  }

  /** What the program of a jar prints. */
  String printsJar(String jar) throws IOException {
    return runs(JAVA.resolve("java").toString(), "-jar", path(jar).toString());
  }

  /** What a program of the JDK prints. */
  String tool(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return runs(command.toArray(String[]::new));
  }

  String runs(String... command) throws IOException {
    return Command.run(List.of(command), Map.of(), TIMEOUT).succeeded();
  }
}
