package org.bpfskel.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.bpfskel.TestRun;
import org.bpfskel.event.RingBuffer;

/** What {@code live.c} does, in Java: the path of the producer, and seconds. */
final class Live {
  private static final long PAUSE_NANOSECONDS = 200_000;
  private static final int WARM_UPS = 1_000;

  private static long taken;
  private static long sum;

  private Live() {}

  public static void main(String[] args) throws IOException {
    try (RingSkel skel = RingSkel.openAndLoad();
        RingBuffer ring = new RingBuffer()) {
      ring.onBytes(
          skel.maps.records,
          bytes -> {
            taken++;
            sum += bytes.getLong(bytes.position());
          });
      skel.bss.burst.set(1000);
      warmUp(skel, ring);
      String program = Integer.toString(skel.progs.send.info().id());
      Process producer = new ProcessBuilder(args[0], program, args[1]).inheritIO().start();
      while (taken == 0) {
        ring.consume();
      }
      long start = System.nanoTime();
      while (producer.isAlive()) {
        ring.consume();
        LockSupport.parkNanos(PAUSE_NANOSECONDS);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      ring.consume();
      if (taken != skel.bss.sent.get()) {
        throw new IllegalStateException(taken + " of " + skel.bss.sent.get() + " records");
      }
      Rounds.print("records_per_second", taken / seconds);
      Rounds.print("dropped", (double) skel.bss.dropped.get());
    }
    System.err.println(sum);
  }

  /** Until the consumer is compiled; then everything is counted anew. */
  private static void warmUp(RingSkel skel, RingBuffer ring) {
    TestRun once = TestRun.builder().build();
    for (int i = 0; i < WARM_UPS; i++) {
      skel.progs.send.testRun(once);
      ring.consume();
    }
    taken = 0;
    skel.bss.sent.set(0);
    skel.bss.dropped.set(0);
  }
}
