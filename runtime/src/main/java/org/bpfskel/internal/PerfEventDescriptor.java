package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;

/** {@code perf_event_open(2)}, which the C library has no function for. */
public final class PerfEventDescriptor {
  /** What {@link #ofOutput} returns for a CPU that is offline. */
  public static final int OFFLINE = -1;

  private static final int TYPE_SOFTWARE = 1;
  private static final int COUNT_SW_BPF_OUTPUT = 10;
  private static final int SAMPLE_RAW = 1 << 10;
  private static final long ATTR_FREQ = 1 << 10;
  private static final long FLAG_FD_CLOEXEC = 1 << 3;
  private static final int ANY = -1;
  private static final int ENOSYS = 38;
  private static final int ENODEV = 19;

  private PerfEventDescriptor() {}

  /**
   * Opens the event of one CPU into which BPF programs write, which wakes its reader with every
   * record.
   *
   * @return its descriptor, which the caller closes; {@link #OFFLINE} if the CPU is not there
   */
  public static int ofOutput(int cpu) throws ErrnoException {
    try (Attributes attr = new Attributes(TYPE_SOFTWARE, COUNT_SW_BPF_OUTPUT, 1)) {
      attr.setLong(24, SAMPLE_RAW); // sample_type
      attr.setInt(48, 1); // wakeup_events
      return attr.open(ANY, cpu);
    } catch (ErrnoException e) {
      if (e.errno() == ENODEV) {
        return OFFLINE;
      }
      throw e;
    }
  }

  /**
   * Opens a counter, which counts once who attaches to it enables it.
   *
   * @param sample events between two calls, or calls a second
   * @param perSecond which of the two
   * @return its descriptor, which the caller closes
   */
  public static int ofCounter(
      int type, long config, long sample, boolean perSecond, int pid, int cpu)
      throws ErrnoException {
    try (Attributes attr = new Attributes(type, config, sample)) {
      attr.setLong(40, perSecond ? ATTR_FREQ : 0); // the bits
      return attr.open(pid, cpu);
    }
  }

  /** {@code struct perf_event_attr} as it was first, {@code PERF_ATTR_SIZE_VER0}. */
  private static final class Attributes extends Memory {
    private static final int SIZE = 64;

    Attributes(int type, long config, long sample) {
      super(SIZE);
      clear();
      setInt(0, type);
      setInt(4, SIZE);
      setLong(8, config);
      setLong(16, sample);
    }

    int open(int pid, int cpu) throws ErrnoException {
      long address = Pointer.nativeValue(this);
      return (int)
          ErrnoException.check(
              "perf_event_open", LibC.syscall(number(), address, pid, cpu, ANY, FLAG_FD_CLOEXEC));
    }

    /** The system call's number, which is the architecture's own. */
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
}
