package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A cgroup of its own with a limit of memory, of whichever version has that controller here. */
record MemoryCgroup(Path directory) implements AutoCloseable {
  private static final String V2_LIMIT = "memory.max";
  private static final String V1_LIMIT = "memory.limit_in_bytes";

  /** Makes one; the test is skipped where that cannot be. */
  static MemoryCgroup create(long limit) throws IOException {
    for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = mount.split(" ", -1);
      boolean v1 =
          fields[2].equals("cgroup") && List.of(fields[3].split(",", -1)).contains("memory");
      if (v1 || fields[2].equals("cgroup2")) {
        Path directory = Files.createTempDirectory(Path.of(fields[1]), "bpfskel");
        Path file = directory.resolve(v1 ? V1_LIMIT : V2_LIMIT);
        if (Files.exists(file)) {
          Files.writeString(file, Long.toString(limit));
          return new MemoryCgroup(directory);
        }
        Files.delete(directory);
      }
    }
    return Assumptions.abort("no cgroup here can limit memory");
  }

  /** What starts a command inside. */
  List<String> launcher() {
    return List.of("sh", "-c", "echo $$ >" + directory + "/cgroup.procs; exec \"$0\" \"$@\"");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(directory);
  }
}
