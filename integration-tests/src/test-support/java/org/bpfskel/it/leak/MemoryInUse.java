package org.bpfskel.it.leak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Memory of this process, which must hold nothing open meanwhile.
 *
 * @param allocated bytes that {@code malloc} has given out, to whomever
 * @param heap bytes of Java objects
 * @param resident bytes that the process has in memory
 */
record MemoryInUse(long allocated, long heap, long resident) {
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final int KIBI = 10;

  /**
   * Once what was closed has given back its mappings, which end with the garbage collection.
   *
   * @throws AssertionError if some are left after half a minute
   */
  static MemoryInUse afterCollection() throws IOException {
    System.gc();
    for (long begin = System.nanoTime(); mappingsOfTheKernel() > 0; System.gc()) {
      if (System.nanoTime() - begin > LONGEST.toNanos()) {
        throw new AssertionError(mappingsOfTheKernel() + " mappings are left");
      }
    }
    Runtime java = Runtime.getRuntime();
    return new MemoryInUse(
        Mallinfo2.now().inUse(), java.totalMemory() - java.freeMemory(), residentBytes());
  }

  private static long residentBytes() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          << KIBI;
    }
  }

  /** Of maps, rings and perf events. */
  private static long mappingsOfTheKernel() throws IOException {
    try (Stream<String> lines = Files.lines(SELF.resolve("maps"))) {
      return lines.filter(line -> line.contains("anon_inode:")).count();
    }
  }
}
