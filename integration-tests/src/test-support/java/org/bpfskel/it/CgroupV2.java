package org.bpfskel.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A cgroup of its own, below the root of the hierarchy of version 2. */
public record CgroupV2(Path directory) implements AutoCloseable {

  /** Makes one; the test is skipped where the hierarchy is not mounted. */
  public static CgroupV2 create() throws IOException {
    return new CgroupV2(Files.createTempDirectory(root(), "bpfskel"));
  }

  /** Where the hierarchy is mounted. */
  public static Path root() throws IOException {
    for (String mount : Files.readAllLines(Path.of("/proc/self/mounts"))) {
      String[] fields = mount.split(" ", -1);
      if (fields[2].equals("cgroup2")) {
        return Path.of(fields[1]);
      }
    }
    return Assumptions.abort("no cgroup2 is mounted");
  }

  /** Runs a line of shell inside. */
  public String run(String line) throws IOException {
    return Command.run(List.of("sh", "-c", "echo $$ >" + directory + "/cgroup.procs; exec " + line))
        .succeeded();
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(directory);
  }
}
