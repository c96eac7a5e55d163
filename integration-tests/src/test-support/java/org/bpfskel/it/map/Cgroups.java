package org.bpfskel.it.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The cgroups of this machine. */
final class Cgroups {
  private Cgroups() {}

  /** That of this process, of version 2; or null. */
  static @Nullable Path own() throws IOException {
    Path root = root();
    return root == null
        ? null
        : Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
            .filter(line -> line.startsWith("0::/"))
            .map(line -> root.resolve(line.substring("0::/".length())))
            .filter(Files::isDirectory)
            .findFirst()
            .orElse(null);
  }

  /** Where version 2 is mounted, or null. */
  static @Nullable Path root() throws IOException {
    return Files.readAllLines(Path.of("/proc/mounts")).stream()
        .map(line -> line.split(" "))
        .filter(mount -> mount[2].equals("cgroup2"))
        .map(mount -> Path.of(mount[1]))
        .findFirst()
        .orElse(null);
  }
}
