package org.bpfskel.loaded;

import org.bpfskel.BpfException;
import org.bpfskel.ProgramInfo;
import org.bpfskel.internal.foreign.Release;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Privileges;
import org.bpfskel.internal.libbpf.LibbpfPrograms;
import org.bpfskel.internal.os.HeldDescriptor;

/**
 * Has the kernel measure how often and how long each program runs, every program of the machine,
 * until it is closed: {@code bpf_enable_stats} with {@code BPF_STATS_RUN_TIME}. The figures are in
 * {@link ProgramInfo#runTime} and {@link ProgramInfo#runCnt}. Each run gets slower by two readings
 * of the clock. Safe for use by several threads; several of these may be open.
 */
public final class RunStatistics implements AutoCloseable {
  private static final String ENABLE = "bpf_enable_stats";
  private static final int BPF_STATS_RUN_TIME = 0;

  private final Release release;

  private RunStatistics(int descriptor) {
    release = new Release(this, new HeldDescriptor(RunStatistics.class.getName(), descriptor));
  }

  /**
   * Starts to measure.
   *
   * @return what ends it when it is closed
   * @throws BpfException if libbpf is missing or older than 1.4, or the kernel refuses: it wants
   *     {@code CAP_SYS_ADMIN}
   */
  public static RunStatistics enable() {
    Binding.require(ENABLE, "the kernel");
    return new RunStatistics(
        LibbpfCall.of(ENABLE, "the kernel")
            .explain("EPERM", RunStatistics::refusal)
            .check(() -> LibbpfPrograms.bpf_enable_stats(BPF_STATS_RUN_TIME)));
  }

  private static String refusal() {
    return Privileges.isAdmin()
        ? Privileges.refusal()
        : "statistics need root, or the capability CAP_SYS_ADMIN";
  }

  /** Stops to measure, unless somebody else still does. Closing again has no effect. */
  @Override
  public synchronized void close() {
    release.now();
  }
}
