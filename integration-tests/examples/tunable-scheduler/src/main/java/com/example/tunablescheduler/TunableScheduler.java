package com.example.tunablescheduler;

import java.io.IOException;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;

/** Schedules the tasks of the whole machine, and turns the scheduler's knobs while it runs. */
@BpfSkeleton(value = "bpf/tunable_scheduler.bpf.o", name = "TunableSchedulerSkel")
final class TunableScheduler {
  private TunableScheduler() {}

  /**
   * @param args a process to favour, how many times as long its turns are, and for how many
   *     seconds; without them two programs that both want all of a CPU, each favoured for a while
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    String failure;
    try (TunableSchedulerSkel skel = TunableSchedulerSkel.open()) {
      failure = start(skel);
      if (failure.isEmpty() && args.length == 0) {
        new Rivals(skel).run();
      } else if (failure.isEmpty()) {
        skel.data.times.set(args.length > 1 ? Integer.parseInt(args[1]) : 2);
        skel.bss.favourite.set(Integer.parseInt(args[0]));
        Thread.sleep(1000L * (args.length > 2 ? Integer.parseInt(args[2]) : 10));
      }
      if (failure.isEmpty() && !skel.bss.exit_reason.get().isEmpty()) {
        failure = "the kernel ended the scheduler: " + skel.bss.exit_reason.get();
      }
    }
    if (!failure.isEmpty()) {
      System.err.println(failure);
      System.exit(1);
    }
  }

  /** Returns why it does not run; nothing if it does. */
  private static String start(TunableSchedulerSkel skel) {
    if (!skel.structOps.tunable.existsInKernel("dispatch")) {
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
    return "";
  }
}
