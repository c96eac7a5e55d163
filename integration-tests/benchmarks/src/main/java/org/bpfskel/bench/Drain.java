package org.bpfskel.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.event.RingBuffer;

/** What {@code ring.c} does, in Java: as views, as new values, or in one value filled again. */
@BpfSkeleton(value = "bpf/bench.bpf.o", name = "RingSkel", types = "record")
final class Drain {
  private static final int ROUNDS = 200;
  private static final int RECORDS = 100_000;

  private static long sum;

  private Drain() {}

  public static void main(String[] args) {
    try (RingSkel skel = RingSkel.openAndLoad();
        RingBuffer ring = ring(skel, args[0])) {
      skel.bss.burst.set(RECORDS);
      round(skel, ring, ROUNDS);
      long before = allocated();
      double median = round(skel, ring, ROUNDS);
      Rounds.print("drain", median);
      Rounds.print("allocated", (double) (allocated() - before) / ROUNDS / RECORDS);
    }
    System.err.println(sum);
  }

  private static RingBuffer ring(RingSkel skel, String form) {
    RingBuffer ring = new RingBuffer();
    return switch (form) {
      case "raw" ->
          ring.onBytes(skel.maps.records, bytes -> sum += bytes.getLong(bytes.position()));
      case "typed" ->
          ring.on(skel.maps.records, RingSkel.Record::new, record -> sum += record.number);
      case "reused" ->
          ring.onReused(skel.maps.records, new RingSkel.Record(), record -> sum += record.number);
      default -> throw new IllegalArgumentException(form);
    };
  }

  private static double round(RingSkel skel, RingBuffer ring, int count) {
    TestRun once = TestRun.builder().build();
    Samples samples = new Samples();
    for (int i = 0; i < count; i++) {
      skel.progs.send.testRun(once);
      samples.add(Rounds.time(() -> drain(ring)) / RECORDS);
    }
    return samples.median();
  }

  private static void drain(RingBuffer ring) {
    int taken = ring.consume();
    if (taken != RECORDS) {
      throw new IllegalStateException(taken + " records");
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
