package org.bpfskel.it.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bpfskel.it.BuiltModule;

/**
 * A local repository of Maven with this build's artifacts: links to the user's own for everything
 * else, so that nothing is fetched twice and none of ours gets there.
 */
final class LocalRepository {
  static final String VERSION = BuiltModule.VERSION;

  private static final String GROUP = "org/bpfskel";

  /** What users' projects name, and what that needs. */
  private static final List<BuiltModule> MODULES =
      List.of(
          new BuiltModule("runtime", "bpfskel-runtime"),
          new BuiltModule("processor", "bpfskel-processor-classes"),
          new BuiltModule("compile", "bpfskel-compile"),
          BuiltModule.PROCESSOR,
          new BuiltModule("maven-plugin", "bpfskel-maven-plugin"),
          new BuiltModule("archetype", "bpfskel-archetype"),
          new BuiltModule("junit", "bpfskel-junit"),
          new BuiltModule("micrometer", "bpfskel-micrometer"));

  private LocalRepository() {}

  /** Why there can be none; empty if there can. */
  static Optional<String> missing() {
    return Stream.concat(
            MODULES.stream().map(BuiltModule::jar),
            Stream.of(Path.of(System.getProperty("maven.home", "/no-maven.home"))))
        .filter(file -> !Files.exists(file))
        .map(file -> "there is no %s: mvn package builds and tests it".formatted(file))
        .findFirst();
  }

  /** Makes one in a new folder, or brings up to date what is there. */
  static Path create(Path repository) throws IOException {
    link(Path.of(System.getProperty("maven.repository")), repository, GROUP.split("/", -1), 0);
    install(BuiltModule.ROOT.resolve("pom.xml"), "bpfskel-parent", ".pom", repository);
    install(BuiltModule.ROOT.resolve("bom/pom.xml"), "bpfskel-bom", ".pom", repository);
    for (BuiltModule module : MODULES) {
      install(module.pom(), module.artifact(), ".pom", repository);
      install(module.jar(), module.artifact(), ".jar", repository);
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
        Path link = to.resolve(file.getFileName());
        if (!file.getFileName().toString().equals(group[depth]) && !Files.exists(link)) {
          Files.createSymbolicLink(link, file);
        }
      }
    }
    link(from.resolve(group[depth]), to.resolve(group[depth]), group, depth + 1);
  }

  private static void install(Path file, String artifact, String end, Path repository)
      throws IOException {
    Path folder = repository.resolve(GROUP).resolve(artifact).resolve(VERSION);
    Files.createDirectories(folder);
    Files.copy(
        file, folder.resolve(artifact + "-" + VERSION + end), StandardCopyOption.REPLACE_EXISTING);
  }
}
