package org.bpfskel.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** C sources of a project whose objects are not there: those that nobody compiled yet. */
final class BpfSources {
  private static final List<String> ROOTS =
      List.of("pom.xml", "build.gradle", "build.gradle.kts", ".git");
  private static final List<String> USUAL = List.of("src/main/bpf", "src/test/bpf");
  private static final int MAX_FOLDERS = 12;
  private static final String C = ".c";

  private BpfSources() {}

  /**
   * Finds them from the annotated class's source upwards, as far as the project's folder.
   *
   * @param host the source file; null if the compiler does not tell
   * @param resource the object that is missing, whose folder the objects would be in
   * @return the sources by the names of their objects
   */
  static Map<String, Path> near(@Nullable Path host, String resource) {
    Map<String, Path> sources = new LinkedHashMap<>();
    String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
    Path ancestor = host == null ? null : host.toAbsolutePath().getParent();
    for (int i = 0; i < MAX_FOLDERS && ancestor != null; i++) {
      add(sources, folder, ancestor.resolve(folder));
      add(sources, folder, ancestor);
      boolean project = false;
      for (String file : ROOTS) {
        project |= Files.exists(ancestor.resolve(file));
      }
      if (project) {
        for (String usual : USUAL) {
          add(sources, folder, ancestor.resolve(usual));
        }
        break;
      }
      ancestor = ancestor.getParent();
    }
    return sources;
  }

  private static void add(Map<String, Path> sources, String folder, Path directory) {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      files
          .filter(file -> file.toString().endsWith(C))
          .sorted()
          .forEach(file -> sources.putIfAbsent(folder + object(file), file.normalize()));
    } catch (IOException e) {
      // Only to tell what somebody may have forgotten.
    }
  }

  /** {@code exec.bpf.o} of {@code exec.bpf.c}. */
  private static String object(Path source) {
    String name = source.getFileName().toString();
    return name.substring(0, name.length() - C.length()) + ".o";
  }
}
