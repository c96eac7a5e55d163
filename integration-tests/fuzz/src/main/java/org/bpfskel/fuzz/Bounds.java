package org.bpfskel.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What one file may cost the thread that reads it, whatever it claims: memory in proportion to its
 * size, and processor time, which other load of the machine does not add to.
 */
public final class Bounds {
  private static final long FIXED_MEMORY = 64 << 20;
  private static final long MEMORY_PER_BYTE = 1_000;
  private static final Duration MAX_TIME = Duration.ofSeconds(1);

  /** One reading may load the reader's classes, or share the processor with others. */
  private static final int TRIES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads a file; false if it was refused in the way that is promised. */
  public interface Reader {
    boolean accepts(byte[] file);
  }

  private Bounds() {}

  /**
   * Reads the file, and tells whether it was accepted.
   *
   * @throws AssertionError if that took more
   */
  public static boolean hold(byte[] file, Reader reader) {
    for (int tries = 1; ; tries++) {
      long time = THREADS.getCurrentThreadCpuTime();
      long memory = THREADS.getCurrentThreadAllocatedBytes();
      boolean accepted = reader.accepts(file);
      memory = THREADS.getCurrentThreadAllocatedBytes() - memory;
      time = THREADS.getCurrentThreadCpuTime() - time;
      if (time <= MAX_TIME.toNanos() && memory <= FIXED_MEMORY + MEMORY_PER_BYTE * file.length) {
        return accepted;
      }
      if (tries == TRIES) {
        throw new AssertionError(
            "a file of %d bytes took %s and %,d bytes of memory"
                .formatted(file.length, Duration.ofNanos(time), memory));
      }
    }
  }
}
