package org.bpfskel.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * Finds them from the annotated class's source upwards.
   *
   * @param host the source file; null if the compiler does not tell
   * @param resource the object that is missing, whose folder the objects would be in
   * @return the sources by the names of their objects
   */
  static Map<String, Path> near(@Nullable Path host, String resource) {
    Map<String, Path> sources = new LinkedHashMap<>();
    String folder = resource.substring(0, resource.lastIndexOf('/') + 1);
    List<Path> ancestors = host == null ? List.of() : upToProject(host.toAbsolutePath());
    for (Path ancestor : ancestors) {
      add(sources, folder, ancestor.resolve(folder));
      add(sources, folder, ancestor);
    }
    for (String usual : ancestors.isEmpty() ? List.<String>of() : USUAL) {
      add(sources, folder, ancestors.get(ancestors.size() - 1).resolve(usual));
    }
    return sources;
  }

  /**
   * The folders of a file up to that of its project, or where the compiler runs; if it is in
   * neither, the first alone, for what is further up is somebody else's.
   */
  private static List<Path> upToProject(Path file) {
    List<Path> folders = new ArrayList<>();
    Path here = Path.of("").toAbsolutePath();
    Path folder = file.getParent();
    while (folder != null && folders.size() < MAX_FOLDERS) {
      folders.add(folder);
      boolean project = folder.equals(here);
      for (String root : ROOTS) {
        project |= Files.exists(folder.resolve(root));
      }
      if (project) {
        return folders;
      }
      folder = folder.getParent();
    }
    return folders.subList(0, Math.min(1, folders.size()));
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
