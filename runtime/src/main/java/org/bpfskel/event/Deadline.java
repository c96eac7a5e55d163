package org.bpfskel.event;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Until when to wait. */
record Deadline(long nanoTime) {
  /** Half of all: the difference of two times must not overflow. */
  private static final long FOREVER = Long.MAX_VALUE / 2;

  static Deadline after(Duration timeout) {
    if (timeout.isNegative()) {
      throw new IllegalArgumentException("a timeout of " + timeout);
    }
    boolean finite = timeout.toSeconds() < TimeUnit.NANOSECONDS.toSeconds(FOREVER);
    return new Deadline(System.nanoTime() + (finite ? timeout.toNanos() : FOREVER));
  }

  /** How much is left; zero or less if it is over. */
  long nanoseconds() {
    return nanoTime - System.nanoTime();
  }

  boolean isOver() {
    return nanoseconds() <= 0;
  }

  /** How much is left, rounded up, as far as an {@code int} can tell. */
  int milliseconds() {
    long roundedUp = TimeUnit.NANOSECONDS.toMillis(Math.max(0, nanoseconds()) + 999_999);
    return (int) Math.min(roundedUp, Integer.MAX_VALUE);
  }
}
