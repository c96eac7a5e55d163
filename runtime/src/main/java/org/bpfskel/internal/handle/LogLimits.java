package org.bpfskel.internal.handle;

/** What the kernel takes for a program's log. */
public final class LogLimits {
  static final int MIN_SIZE = 128;
  static final int MAX_SIZE = (1 << 30) - 1;

  private LogLimits() {}

  public static int requireLevel(int level) {
    if (level < 0) {
      throw new IllegalArgumentException("a log level is no negative number, but " + level + " is");
    }
    return level;
  }

  public static int requireSize(int bytes) {
    if (bytes != 0 && (bytes < MIN_SIZE || bytes > MAX_SIZE)) {
      throw new IllegalArgumentException(
          "a log has room for 0 or %d to %d bytes, not %d".formatted(MIN_SIZE, MAX_SIZE, bytes));
    }
    return bytes;
  }
}
