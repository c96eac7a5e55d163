package com.example.minischeduler;

import java.time.Duration;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;

/** Schedules the tasks of the whole machine for some seconds, and prints what it did in each. */
@BpfSkeleton(value = "bpf/mini_scheduler.bpf.o", name = "MiniSchedulerSkel")
final class MiniScheduler {
  private static final int SECONDS = 5;

  private MiniScheduler() {}

  /**
   * @param args how many seconds; how many milliseconds a task runs at a time
   */
  public static void main(String[] args) throws InterruptedException {
    int seconds = args.length > 0 ? Integer.parseInt(args[0]) : SECONDS;
    String failure;
    try (MiniSchedulerSkel skel = MiniSchedulerSkel.open()) {
      if (args.length > 1) {
        skel.rodata.slice_ns.set(Duration.ofMillis(Long.parseLong(args[1])).toNanos());
      }
      failure = schedule(skel, seconds);
    }
    if (!failure.isEmpty()) {
      System.err.println(failure);
      System.exit(1);
    }
  }

  /** Returns why it did not run to the end; nothing if it did. */
  private static String schedule(MiniSchedulerSkel skel, int seconds) throws InterruptedException {
    if (!skel.structOps.mini.existsInKernel("dispatch")) {
      return "this kernel has no sched_ext: that is CONFIG_SCHED_CLASS_EXT, since Linux 6.12";
    }
    try {
      skel.load();
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      return "not permitted: this needs root, or CAP_BPF and CAP_PERFMON";
    }
    skel.attach();
    Statistics statistics = new Statistics(skel.maps.stats);
    for (int second = 1; second <= seconds; second++) {
      Thread.sleep(1000);
      String reason = skel.bss.exit_reason.get();
      if (!reason.isEmpty()) {
        return "the kernel ended the scheduler: " + reason;
      }
      statistics.printSinceLastTime(second);
    }
    statistics.printByCpu();
    return "";
  }
}
