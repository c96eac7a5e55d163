package org.bpfskel.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder of generated sources: those that stay the same keep their times. */
final class GeneratedSources {
  private static final String JAVA = ".java";

  private GeneratedSources() {}

  /** Makes the sources of one folder those of another, and removes all others. */
  static void replace(Path folder, Path by) throws IOException {
    List<Path> wanted = sources(by);
    for (Path source : wanted) {
      Path file = folder.resolve(source);
      byte[] text = Files.readAllBytes(by.resolve(source));
      if (!Files.exists(file) || !Arrays.equals(text, Files.readAllBytes(file))) {
        Files.createDirectories(file.getParent());
        Files.write(file, text);
      }
    }
    for (Path source : sources(folder)) {
      if (!wanted.contains(source)) {
        Files.delete(folder.resolve(source));
      }
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(JAVA))
          .map(folder::relativize)
          .sorted()
          .toList();
    }
  }

  /** Deletes a folder with all that it has. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
