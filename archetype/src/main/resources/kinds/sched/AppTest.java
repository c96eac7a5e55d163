package ${package};

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.bpfskel.BpfException;
import org.junit.jupiter.api.Test;

class AppTest {
  @Test
  void schedulesTheProgramsThatRun() throws Exception {
    try (SchedSkel skel = SchedSkel.open()) {
      assumeTrue(skel.structOps.fifo.existsInKernel("dispatch"), "this kernel has no sched_ext");
      load(skel);
      skel.attach();

      new ProcessBuilder("/bin/sh", "-c", "exit 0").start().waitFor();

      assertTrue(skel.bss.queued.get() > 0);
    }
  }

  /** Skips the test for users who may not load BPF programs. */
  private static void load(SchedSkel skel) {
    try {
      skel.load();
    } catch (BpfException e) {
      assumeTrue(e.kind() != BpfException.Kind.PERMISSION, e::getMessage);
      throw e;
    }
  }
}
