package org.bpfskel.internal.os;

/** {@code perf_event_open(2)}, which the C library has no function for. */
public final class PerfEventDescriptor {
  /** What {@link #ofOutput} returns for a CPU that is offline. */
  public static final int OFFLINE = -1;

  /** What EPERM and EACCES mean. */
  public static final String NEEDS =
      "perf events of other processes and of the kernel need CAP_PERFMON, or a lower"
          + " kernel.perf_event_paranoid";

  private static final int TYPE_SOFTWARE = 1;
  private static final int COUNT_SW_BPF_OUTPUT = 10;
  private static final int SAMPLE_RAW = 1 << 10;
  private static final long FLAG_FD_CLOEXEC = 1 << 3;
  private static final int ANY = -1;

  private PerfEventDescriptor() {}

  /**
   * Opens the event of one CPU into which BPF programs write, which wakes its reader with every
   * record.
   *
   * @return its descriptor, which the caller closes; {@link #OFFLINE} if the CPU is not there
   */
  public static int ofOutput(int cpu) throws ErrnoException {
    try (PerfEventAttr attr = new PerfEventAttr(TYPE_SOFTWARE, COUNT_SW_BPF_OUTPUT, 1)) {
      return open(attr.sampleType(SAMPLE_RAW).wakeupEvents(1), ANY, cpu);
    } catch (ErrnoException e) {
      if (e.errno() == Errno.ENODEV) {
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
    try (PerfEventAttr attr = new PerfEventAttr(type, config, sample)) {
      return open(attr.freq(perSecond), pid, cpu);
    }
  }

  private static int open(PerfEventAttr attr, int pid, int cpu) throws ErrnoException {
    long answer =
        LibC.syscall(
            SyscallNumber.PERF_EVENT_OPEN.number(), attr.address(), pid, cpu, ANY, FLAG_FD_CLOEXEC);
    return (int) ErrnoException.check("perf_event_open", answer);
  }
}
