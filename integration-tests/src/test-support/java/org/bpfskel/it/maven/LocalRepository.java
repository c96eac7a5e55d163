package org.bpfskel.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bpfskel.it.ChildJvm;

/**
 * A local repository of Maven with this build's artifacts: links to the user's own for everything
 * else, so that nothing is fetched twice and none of ours gets there.
 */
final class LocalRepository {
  static final String VERSION = "0.1.0-SNAPSHOT";

  private static final Path ROOT = ChildJvm.tests().resolveSibling(Path.of("..", ".."));
  private static final String GROUP = "org/bpfskel";

  /** Artifacts by the folder of their module. */
  private static final List<String> MODULES =
      List.of("runtime", "processor", "compile", "maven-plugin");

  private LocalRepository() {}

  /** Why there can be none; empty if there can. */
  static Optional<String> missing() {
    return Stream.concat(
            MODULES.stream().map(LocalRepository::jar),
            Stream.of(Path.of(System.getProperty("maven.home", "/no-maven.home"))))
        .filter(file -> !Files.exists(file))
        .map(file -> "there is no %s: mvn package builds and tests it".formatted(file))
        .findFirst();
  }

  /** Makes one in a new folder. */
  static Path create(Path repository) throws IOException {
    link(Path.of(System.getProperty("maven.repository")), repository, GROUP.split("/", -1), 0);
    install(ROOT.resolve("pom.xml"), "bpfskel-parent", ".pom", repository);
    for (String module : MODULES) {
      install(ROOT.resolve(module).resolve("pom.xml"), artifact(module), ".pom", repository);
      install(jar(module), artifact(module), ".jar", repository);
    }
    return repository;
  }

  /** Links to what a folder has, but for the group of this project, whose folders are made. */
  private static void link(Path from, Path to, String[] group, int depth) throws IOException {
    Files.createDirectories(to);
    if (depth == group.length || !Files.isDirectory(from)) {
      return;
    }
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().equals(group[depth])) {
          Files.createSymbolicLink(to.resolve(file.getFileName()), file);
        }
      }
    }
    link(from.resolve(group[depth]), to.resolve(group[depth]), group, depth + 1);
  }

  private static void install(Path file, String artifact, String end, Path repository)
      throws IOException {
    Path folder = repository.resolve(GROUP).resolve(artifact).resolve(VERSION);
    Files.createDirectories(folder);
    Files.copy(file, folder.resolve(artifact + "-" + VERSION + end));
  }

  private static String artifact(String module) {
    return "bpfskel-" + module;
  }

  private static Path jar(String module) {
    return ROOT.resolve(Path.of(module, "target", "%s-%s.jar".formatted(artifact(module), VERSION)))
        .normalize();
  }
}
