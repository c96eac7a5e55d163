package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A copy of the example execve-tracer, of one program and one class. */
final class MavenProject {
  static final Path EXAMPLE = Path.of("integration-tests/examples/execve-tracer");

  /** The source of the program. */
  static final Path C = Path.of("src/main/bpf/execve_tracer.bpf.c");

  /** That of the class. */
  static final Path JAVA = Path.of("src/main/java/com/example/execvetracer/ExecveTracer.java");

  private MavenProject() {}

  /** Returns the project's folder. */
  static Path write(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLE.resolve("src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(EXAMPLE.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.copy(
        EXAMPLE.resolve("pom.xml"), folder.resolve("pom.xml"), StandardCopyOption.REPLACE_EXISTING);
    return folder;
  }
}
