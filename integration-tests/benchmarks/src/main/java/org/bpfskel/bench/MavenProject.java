package org.bpfskel.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The example execve-tracer, of one program and one class, as far as a hello world goes too: its
 * dependencies are not packaged.
 */
final class MavenProject {
  static final Path EXAMPLE = Path.of("integration-tests/examples/execve-tracer");

  private static final String COPIES_DEPENDENCIES =
      "(?s)<plugin>(?:(?!</plugin>).)*<artifactId>maven-dependency-plugin</artifactId>.*?</plugin>";

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
    String pom = Files.readString(EXAMPLE.resolve("pom.xml"));
    String without = pom.replaceFirst(COPIES_DEPENDENCIES, "");
    if (without.equals(pom)) {
      throw new IOException(EXAMPLE + "/pom.xml does not copy its dependencies as it did");
    }
    Files.writeString(folder.resolve("pom.xml"), without);
    return folder;
  }
}
