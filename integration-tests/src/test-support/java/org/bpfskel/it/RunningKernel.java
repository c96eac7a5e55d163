package org.bpfskel.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What tests ask of the kernel they run on, and are skipped without. */
final class RunningKernel {
  private RunningKernel() {}

  /** Skips the test on an older Linux. */
  static void assumeLinux(int major, int minor) {
    int[] version =
        Arrays.stream(System.getProperty("os.version").split("[^0-9]+", -1))
            .limit(2)
            .mapToInt(Integer::parseInt)
            .toArray();
    Assumptions.assumeTrue(
        version[0] > major || (version[0] == major && version[1] >= minor),
        () -> "needs Linux %d.%d".formatted(major, minor));
  }

  /** Skips the test if a file that shows a feature is not there. */
  static void assumeFile(String file, String feature) {
    Assumptions.assumeTrue(
        Files.exists(Path.of(file)), () -> "the kernel has no " + feature + ": no " + file);
  }
}
