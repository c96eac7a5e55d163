package org.bpfskel.internal;

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
      attr.int64(Attributes.SAMPLE_TYPE, SAMPLE_RAW);
      attr.int32(Attributes.WAKEUP_EVENTS, 1);
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
      attr.int64(Attributes.BITS, perSecond ? ATTR_FREQ : 0);
      return attr.open(pid, cpu);
    }
  }

  /**
   * As it was first, {@code PERF_ATTR_SIZE_VER0}:
   *
   * <pre>{@code
   * struct perf_event_attr {
   *   __u32 type;
   *   __u32 size;
   *   __u64 config;
   *   __u64 sample_period;   // or sample_freq
   *   __u64 sample_type;
   *   __u64 read_format;
   *   __u64 disabled : 1, … freq : 1, …;
   *   __u32 wakeup_events;
   *   __u32 bp_type;
   *   __u64 bp_addr;
   * };
   * }</pre>
   */
  private static final class Attributes extends NativeStruct {
    private static final int TYPE = 0;
    private static final int SIZE = 4;
    private static final int CONFIG = 8;
    private static final int SAMPLE_PERIOD = 16;
    static final int SAMPLE_TYPE = 24;
    static final int BITS = 40;
    static final int WAKEUP_EVENTS = 48;
    private static final int PERF_ATTR_SIZE_VER0 = 64;

    Attributes(int type, long config, long sample) {
      super(PERF_ATTR_SIZE_VER0);
      int32(TYPE, type);
      int32(SIZE, PERF_ATTR_SIZE_VER0);
      int64(CONFIG, config);
      int64(SAMPLE_PERIOD, sample);
    }

    int open(int pid, int cpu) throws ErrnoException {
      return (int)
          ErrnoException.check(
              "perf_event_open", LibC.syscall(number(), address(), pid, cpu, ANY, FLAG_FD_CLOEXEC));
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
