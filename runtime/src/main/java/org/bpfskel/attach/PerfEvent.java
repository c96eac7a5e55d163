package org.bpfskel.attach;

import java.util.Map;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.bpfskel.internal.os.PerfEventDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * An event counter that runs the program again and again, for {@code SEC("perf_event")}: {@code
 * perf_event_open(2)}, then {@code bpf_program__attach_perf_event_opts}. The link owns the counter.
 */
public final class PerfEvent extends AttachTarget {
  /** Every process, or every processor; not both at once. */
  public static final int ANY = -1;

  private static final ProgramFit FIT = ProgramFit.perf("perf_event", ProgramType.PERF_EVENT);

  private static final String UNCOUNTED =
      "this machine does not count such events, as most virtual ones do not count the processor's";

  private static final Map<String, String> MEANINGS =
      Map.of(
          "ENOENT",
          UNCOUNTED,
          "EOPNOTSUPP",
          UNCOUNTED,
          "ENODEV",
          UNCOUNTED + ", or it has no such CPU online",
          "EINVAL",
          "a number is unknown, or pid and cpu are both left open",
          "ESRCH",
          "there is no such process",
          "EPERM",
          PerfEventDescriptor.NEEDS,
          "EACCES",
          PerfEventDescriptor.NEEDS);

  private static final int TYPE_HARDWARE = 0;
  private static final int TYPE_SOFTWARE = 1;
  private static final long PROFILE_HERTZ = 99;

  /** {@code PERF_COUNT_SW_*}. */
  public enum Software {
    /** Time on the processor, idle or not, in nanoseconds. */
    CPU_CLOCK(0),
    /** Time of the process on the processor, in nanoseconds. */
    TASK_CLOCK(1),
    /** Page faults. */
    PAGE_FAULTS(2),
    /** Switches to another process. */
    CONTEXT_SWITCHES(3),
    /** Moves to another processor. */
    CPU_MIGRATIONS(4),
    /** Page faults that needed no disk. */
    PAGE_FAULTS_MIN(5),
    /** Page faults that needed the disk. */
    PAGE_FAULTS_MAJ(6);

    private final int number;

    Software(int number) {
      this.number = number;
    }

    /** {@return the number in C} */
    public int number() {
      return number;
    }
  }

  /** {@code PERF_COUNT_HW_*}. */
  public enum Hardware {
    /** Cycles of the processor. */
    CPU_CYCLES(0),
    /** Instructions that were completed. */
    INSTRUCTIONS(1),
    /** Accesses to the last level of cache. */
    CACHE_REFERENCES(2),
    /** Those that it did not have. */
    CACHE_MISSES(3),
    /** Branches that were completed. */
    BRANCH_INSTRUCTIONS(4),
    /** Those that were foretold wrongly. */
    BRANCH_MISSES(5);

    private final int number;

    Hardware(int number) {
      this.number = number;
    }

    /** {@return the number in C} */
    public int number() {
      return number;
    }
  }

  private final int type;
  private final long config;
  private final long sample;
  private final boolean perSecond;
  private final int pid;
  private final int cpu;
  private final long cookie;

  private PerfEvent(
      int type, long config, long sample, boolean perSecond, int pid, int cpu, long cookie) {
    this.type = type;
    this.config = config;
    this.sample = sample;
    this.perSecond = perSecond;
    this.pid = pid;
    this.cpu = cpu;
    this.cookie = cookie;
  }

  /**
   * {@return an event that the kernel counts, each time it happens, in the calling thread}
   *
   * @param event of {@code PERF_TYPE_SOFTWARE}
   */
  public static PerfEvent of(Software event) {
    return of(TYPE_SOFTWARE, event.number());
  }

  /**
   * {@return an event that the processor counts, each time it happens, in the calling thread}
   *
   * @param event of {@code PERF_TYPE_HARDWARE}, which few virtual machines count
   */
  public static PerfEvent of(Hardware event) {
    return of(TYPE_HARDWARE, event.number());
  }

  /**
   * {@return an event by its numbers, each time it happens, in the calling thread}
   *
   * @param type {@code PERF_TYPE_*}, or the number of another source of events in {@code
   *     /sys/bus/event_source/devices/NAME/type}
   * @param config which event of that type, as {@code perf_event_attr.config}
   */
  public static PerfEvent of(int type, long config) {
    return new PerfEvent(type, config, 1, false, 0, ANY, 0);
  }

  /**
   * {@return a profile of one processor: 99 times a second, whatever runs there}
   *
   * @param cpu the processor's number, from 0
   */
  public static PerfEvent profile(int cpu) {
    return of(Software.CPU_CLOCK).frequency(PROFILE_HERTZ).pid(ANY).cpu(cpu);
  }

  /**
   * {@return the same event, counted so that the program runs that many times a second}
   *
   * @param hertz runs a second, at most {@code kernel.perf_event_max_sample_rate}
   */
  public PerfEvent frequency(long hertz) {
    return new PerfEvent(type, config, hertz, true, pid, cpu, cookie);
  }

  /**
   * {@return the same event, each time it has happened that often}
   *
   * @param events how many, of a clock how many nanoseconds, lie between two runs
   */
  public PerfEvent period(long events) {
    return new PerfEvent(type, config, events, false, pid, cpu, cookie);
  }

  /**
   * {@return the same event, in another process or thread}
   *
   * @param pid its id; 0 for the thread that attaches, {@link #ANY} for all on one processor
   */
  public PerfEvent pid(int pid) {
    return new PerfEvent(type, config, sample, perSecond, pid, cpu, cookie);
  }

  /**
   * {@return the same event, on one processor}
   *
   * @param cpu its number, from 0; {@link #ANY} for all, if one process or thread is counted
   */
  public PerfEvent cpu(int cpu) {
    return new PerfEvent(type, config, sample, perSecond, pid, cpu, cookie);
  }

  /**
   * {@return the same event, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public PerfEvent cookie(long cookie) {
    return new PerfEvent(type, config, sample, perSecond, pid, cpu, cookie);
  }

  /** {@return the event's type: {@code PERF_TYPE_*}} */
  public int type() {
    return type;
  }

  /** {@return which event of that type: {@code PERF_COUNT_*}} */
  public long config() {
    return config;
  }

  /** {@return after how many events the program runs each time, or how often a second} */
  public long sample() {
    return sample;
  }

  /** {@return whether {@link #sample} is a frequency in Hertz} */
  public boolean perSecond() {
    return perSecond;
  }

  /**
   * {@return the process or thread that is counted: 0 for the thread that attaches, {@link #ANY}
   * for all on one processor}
   */
  public int pid() {
    return pid;
  }

  /** {@return the processor that is counted, {@link #ANY} for all of one process} */
  public int cpu() {
    return cpu;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 5.15}
   */
  public long cookie() {
    return cookie;
  }

  @Override
  AttachCall call() {
    return AttachCall.of(
            "bpf_program__attach_perf_event_opts",
            FIT,
            descriptors -> {
              int event = open(descriptors);
              return program -> {
                long link =
                    LibbpfAttach.bpf_program__attach_perf_event_opts(
                        program, event, new AttachOpts.CookieOpts(cookie));
                if (link != 0) {
                  descriptors.release(event);
                }
                return link;
              };
            })
        .explain("EINVAL", "the event is of a type that runs no such program")
        .explain("EEXIST", "the event has a program");
  }

  private int open(Descriptors descriptors) {
    return descriptors.open(
        toString(),
        MEANINGS,
        () -> PerfEventDescriptor.ofCounter(type, config, sample, perSecond, pid, cpu));
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {
      "type",
      type,
      "config",
      config,
      "sample",
      sample,
      "perSecond",
      perSecond,
      "pid",
      pid,
      "cpu",
      cpu,
      "cookie",
      cookie
    };
  }
}
