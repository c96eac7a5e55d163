package org.bpfskel.bench;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.bpfskel.event.RingBuffer;

/** What {@code live.c} does, in Java: the path of the producer, and seconds. */
final class Live {
  private static final long PAUSE_NANOSECONDS = 200_000;
  private static final String WARM_UP_SECONDS = "2";

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
      // The same before: what compiled code meets there for the first time has it compiled anew.
      run(skel, ring, args[0], WARM_UP_SECONDS);
      taken = 0;
      skel.bss.sent.set(0);
      skel.bss.dropped.set(0);
      double seconds = run(skel, ring, args[0], args[1]);
      Rounds.print("records_per_second", taken / seconds);
      Rounds.print("dropped", (double) skel.bss.dropped.get());
    }
    System.err.println(sum);
  }

  /** From the first record to the producer's end, in seconds. */
  private static double run(RingSkel skel, RingBuffer ring, String producer, String seconds)
      throws IOException {
    String program = Integer.toString(skel.progs.send.info().id());
    Process sender = new ProcessBuilder(producer, program, seconds).inheritIO().start();
    while (taken == 0) {
      ring.consume();
    }
    long start = System.nanoTime();
    while (sender.isAlive()) {
      ring.consume();
      LockSupport.parkNanos(PAUSE_NANOSECONDS);
    }
    double elapsed = (System.nanoTime() - start) / 1e9;
    ring.consume();
    if (taken != skel.bss.sent.get()) {
      throw new IllegalStateException(taken + " of " + skel.bss.sent.get() + " records");
    }
    return elapsed;
  }
}
