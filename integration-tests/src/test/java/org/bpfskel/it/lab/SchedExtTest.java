package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.it.Globals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A scheduler of the whole machine, its parameters set by the names of their C members. */
@Tag("lab-newest")
@BpfSkeleton("bpf/sched_ext.bpf.o")
class SchedExtTest {
  private static final Path SCHED_EXT = Path.of("/sys/kernel/sched_ext");

  /** {@code SCX_OPS_SWITCH_PARTIAL}: only tasks that ask for the scheduler get it. */
  private static final long SWITCH_PARTIAL = 1 << 3;

  /** {@code SCX_OPS_ENQ_LAST}: of no use to a scheduler without {@code enqueue}. */
  private static final long ENQ_LAST = 1 << 1;

  @Test
  void kernelRunsTheSchedulerUnderTheNameSetFromJavaUntilItIsDetached() throws IOException {
    try (SchedExtSkel skel = SchedExtSkel.open()) {
      skel.structOps.scheduler.name = "named_by_java";
      skel.structOps.scheduler.timeout_ms = 30_000;
      skel.load();
      assertThat(state("state")).isEqualTo("disabled");

      skel.attach();
      assertThat(state("state")).isEqualTo("enabled");
      assertThat(state("root/ops")).isEqualTo("named_by_java");
      assertThat(new Globals(skel.object()).get("inits")).isEqualTo(1);

      skel.detach();
      assertThat(state("state")).isEqualTo("disabled");
      assertThat(new Globals(skel.object()).get("exits")).isEqualTo(1);
    }
  }

  @Test
  void flagsDecideWhetherEveryTaskIsSwitchedToTheScheduler() throws IOException {
    assertThat(switchAllWithFlags(0)).isEqualTo("1");
    assertThat(switchAllWithFlags(SWITCH_PARTIAL)).isEqualTo("0");
  }

  @Test
  void kernelRefusesALongerTimeoutThanItsWatchdogKnows() throws IOException {
    try (SchedExtSkel skel = SchedExtSkel.open()) {
      skel.structOps.scheduler.timeout_ms = 30_001;
      skel.load();

      BpfException refusal = assertThrows(BpfException.class, skel::attach);
      assertThat(refusal.errnoName()).isEqualTo("E2BIG");
      assertThat(refusal).hasMessageThat().contains("timeout_ms of at most 30 seconds");
      assertThat(state("state")).isEqualTo("disabled");
    }
  }

  @Test
  void schedulerThatTheKernelRefusesIsNotTakenForAttached() throws IOException {
    try (SchedExtSkel skel = SchedExtSkel.open()) {
      skel.structOps.scheduler.flags = ENQ_LAST;
      skel.load();

      BpfException refusal = assertThrows(BpfException.class, skel::attach);
      assertThat(refusal).hasMessageThat().contains("SCX_OPS_ENQ_LAST wants enqueue");
      assertThat(skel.links.scheduler).isNull();
      assertThat(state("state")).isEqualTo("disabled");
    }
  }

  private static String switchAllWithFlags(long flags) throws IOException {
    try (SchedExtSkel skel = SchedExtSkel.open()) {
      skel.structOps.scheduler.flags = flags;
      skel.load();
      skel.attach();
      assertThat(state("state")).isEqualTo("enabled");
      return state("switch_all");
    }
  }

  private static String state(String file) throws IOException {
    return Files.readString(SCHED_EXT.resolve(file)).strip();
  }
}
