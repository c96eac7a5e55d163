package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** The perf event of one CPU into which BPF programs write: {@code perf_event_open(2)}. */
public final class PerfEvent {
  /** {@code perf_event_attr} as its first version had it. */
  private static final int ATTR_SIZE = 64;

  private static final int PERF_TYPE_SOFTWARE = 1;
  private static final int PERF_COUNT_SW_BPF_OUTPUT = 10;
  private static final int PERF_SAMPLE_RAW = 1 << 10;
  private static final int PERF_FLAG_FD_CLOEXEC = 1 << 3;
  private static final int ANY = -1;
  private static final int ENOSYS = 38;
  private static final int ENODEV = 19;

  /** What {@link #open} returns for a CPU that is offline. */
  public static final int OFFLINE = -1;

  private PerfEvent() {}

  /**
   * Opens one that wakes its reader with every record.
   *
   * @return its descriptor, which the caller closes; {@link #OFFLINE} if the CPU is not there
   */
  public static int open(int cpu) throws ErrnoException {
    try (Memory attr = new Memory(ATTR_SIZE)) {
      attr.clear();
      attr.setInt(0, PERF_TYPE_SOFTWARE);
      attr.setInt(4, ATTR_SIZE);
      attr.setLong(8, PERF_COUNT_SW_BPF_OUTPUT);
      attr.setLong(16, 1); // sample_period
      attr.setLong(24, PERF_SAMPLE_RAW);
      attr.setInt(48, 1); // wakeup_events
      long fd =
          LibC.syscall(number(), Pointer.nativeValue(attr), ANY, cpu, ANY, PERF_FLAG_FD_CLOEXEC);
      if (fd == -1 && Errno.last() == ENODEV) {
        return OFFLINE;
      }
      return (int) ErrnoException.check("perf_event_open", fd);
    }
  }

  /** The C library has no function for this system call, and its number is the architecture's. */
  private static long number() throws ErrnoException {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> 298;
      case "aarch64", "riscv64", "loongarch64" -> 241;
      case "ppc64le", "ppc64" -> 319;
      case "s390x" -> 331;
      default -> throw new ErrnoException("perf_event_open", ENOSYS);
    };
  }
}
