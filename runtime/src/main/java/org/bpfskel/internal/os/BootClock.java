package org.bpfskel.internal.os;

import java.time.Duration;
import java.time.Instant;

/** The kernel's {@code CLOCK_BOOTTIME}, which begins with the machine and counts its sleep. */
public final class BootClock {
  private static final int CLOCK_BOOTTIME = 7;

  private BootClock() {}

  /**
   * When that time of this clock is by the clock of the day, as that is set now.
   *
   * @param sinceBoot as the kernel tells it
   */
  public static Instant instant(Duration sinceBoot) {
    long[] timespec = new long[2];
    LibC.clock_gettime(CLOCK_BOOTTIME, timespec);
    return Instant.now().minusSeconds(timespec[0]).minusNanos(timespec[1]).plus(sinceBoot);
  }
}
