package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.Test;

/** {@code BPF_MAP_TYPE_QUEUE} and {@code STACK}: values without keys. */
@NeedsKernel
final class QueueTest {
  private static BpfObject load() {
    return Maps.loadWithProgram(Maps.GENERAL, "use_queues", "caller", "jobs", "undo");
  }

  @Test
  void programTakesFromTheQueueAndPushesToTheStack() {
    try (BpfObject object = load()) {
      BpfQueue<Integer> jobs = BpfQueue.of(object.map("jobs"), Codec.INT32);
      BpfQueue<Traffic> undo = BpfQueue.of(object.map("undo"), Traffic.CODEC);
      jobs.push(10);
      jobs.push(20);
      Caller.call(object, "use_queues", 3);
      assertThat(jobs.pop()).isNull();
      assertThat(undo.peek()).isEqualTo(new Traffic(1, 20));
      assertThat(undo.pop()).isEqualTo(new Traffic(1, 20));
      assertThat(undo.pop()).isEqualTo(new Traffic(1, 10));
      assertThat(undo.pop()).isNull();
      assertThat(undo.peek()).isNull();
    }
  }

  @Test
  void fullQueueRefusesOrForgetsItsOldest() {
    try (BpfObject object = load()) {
      BpfQueue<Integer> jobs = BpfQueue.of(object.map("jobs"), Codec.INT32);
      for (int i = 0; i < 4; i++) {
        jobs.pushLong(i);
      }
      BpfException e = assertThrows(BpfException.class, () -> jobs.push(4));
      assertThat(e.errnoName()).isEqualTo("E2BIG");
      jobs.push(5, UpdateFlags.EXIST);
      assertThat(jobs.popLong(-1)).isEqualTo(1);
      assertThat(jobs.popLong(-1)).isEqualTo(2);
      assertThat(jobs.popLong(-1)).isEqualTo(3);
      assertThat(jobs.popLong(-1)).isEqualTo(5);
      assertThat(jobs.popLong(-1)).isEqualTo(-1);
    }
  }
}
