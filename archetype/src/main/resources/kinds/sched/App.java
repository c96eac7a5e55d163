package ${package};

import java.time.Duration;
import org.bpfskel.BpfSkeleton;

/** Schedules the tasks of the whole machine, as long as it runs. */
@BpfSkeleton("bpf/sched.bpf.o")
public final class App {
  private App() {}

  /**
   * Runs until it is ended; then the kernel schedules again.
   *
   * @param args how many milliseconds a task runs at a time
   */
  public static void main(String[] args) throws InterruptedException {
    try (SchedSkel skel = SchedSkel.open()) {
      if (!skel.structOps.fifo.existsInKernel("dispatch")) {
        System.err.println("this kernel has no sched_ext: CONFIG_SCHED_CLASS_EXT, Linux 6.12");
        return;
      }
      skel.load();
      skel.attach();
      if (args.length > 0) {
        skel.data.slice_ns.set(Duration.ofMillis(Long.parseLong(args[0])).toNanos());
      }
      while (true) {
        Thread.sleep(1000);
        System.out.printf("%d tasks queued%n", skel.bss.queued.get());
      }
    }
  }
}
