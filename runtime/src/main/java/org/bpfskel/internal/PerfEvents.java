package org.bpfskel.internal;

import com.sun.jna.Memory;

/** {@code perf_event_open(2)}, which the C library has no function for. */
public final class PerfEvents {
  private static final int NO_GROUP = -1;
  private static final long PERF_FLAG_FD_CLOEXEC = 8;

  /** {@code struct perf_event_attr} as it was first, {@code PERF_ATTR_SIZE_VER0}. */
  private static final int ATTR_SIZE = 64;

  private static final int ATTR_TYPE_AT = 0;
  private static final int ATTR_SIZE_AT = 4;
  private static final int ATTR_CONFIG_AT = 8;
  private static final int ATTR_SAMPLE_AT = 16;
  private static final int ATTR_FLAGS_AT = 40;
  private static final long ATTR_FREQ = 1 << 10;

  private PerfEvents() {}

  /** A new counter, which counts once it is enabled by who attaches. */
  public static int open(int type, long config, long sample, boolean perSecond, int pid, int cpu)
      throws ErrnoException {
    try (Memory attr = new Memory(ATTR_SIZE)) {
      attr.clear();
      attr.setInt(ATTR_TYPE_AT, type);
      attr.setInt(ATTR_SIZE_AT, ATTR_SIZE);
      attr.setLong(ATTR_CONFIG_AT, config);
      attr.setLong(ATTR_SAMPLE_AT, sample);
      attr.setLong(ATTR_FLAGS_AT, perSecond ? ATTR_FREQ : 0);
      return (int)
          ErrnoException.check(
              "perf_event_open",
              LibC.syscall(number(), attr, pid, cpu, NO_GROUP, PERF_FLAG_FD_CLOEXEC));
    }
  }

  /** The system call's: that of x86-64, or the one that newer architectures share. */
  private static long number() {
    return System.getProperty("os.arch", "").equals("amd64") ? 298 : 241;
  }
}
