package org.bpfskel.it.map;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The cgroups of this machine. */
final class Cgroups {
  private Cgroups() {}

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
