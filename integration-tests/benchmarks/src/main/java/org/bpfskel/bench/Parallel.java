package org.bpfskel.bench;

import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bpfskel.TestRun;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.map.BpfHashMap;

/** Two pieces of work by two threads at once, and by one thread after the other. */
final class Parallel {
  private static final int ROUNDS = 60;
  private static final int LOOKUPS = 20_000;
  private static final int RECORDS = 200_000;

  private static long sum;

  private Parallel() {}

  public static void main(String[] args) throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (MemorySkel skel = MemorySkel.openAndLoad()) {
      BpfHashMap<Integer, Long> counts = skel.maps.counts;
      measure("map", other, LOOKUPS, () -> {}, () -> lookUp(counts), () -> lookUp(counts));
    }
    try (RingSkel one = RingSkel.openAndLoad();
        RingSkel two = RingSkel.openAndLoad();
        RingBuffer first = ring(one);
        RingBuffer second = ring(two)) {
      Rounds.Round fill =
          () -> {
            send(one);
            send(two);
          };
      measure("rings", other, RECORDS, fill, () -> drain(first), () -> drain(second));
    } finally {
      other.shutdown();
    }
    System.err.println(sum);
  }

  /** Prints operations a second, of both pieces together. */
  private static void measure(
      String what,
      ExecutorService other,
      int operations,
      Rounds.Round before,
      Rounds.Round one,
      Rounds.Round two)
      throws Exception {
    Samples inTurn = new Samples();
    Samples atOnce = new Samples();
    for (int i = 0; i < 2 * ROUNDS; i++) {
      before.run();
      double alone = Rounds.time(() -> runInTurn(one, two));
      before.run();
      double together = atOnce(other, one, two);
      if (i >= ROUNDS) {
        inTurn.add(alone);
        atOnce.add(together);
      }
    }
    Rounds.print(what + "_in_turn", 2 * operations / inTurn.median() * 1e9);
    Rounds.print(what + "_at_once", 2 * operations / atOnce.median() * 1e9);
  }

  private static void runInTurn(Rounds.Round one, Rounds.Round two) {
    one.run();
    two.run();
  }

  /** From when both threads are ready until both are done. */
  private static double atOnce(ExecutorService other, Rounds.Round one, Rounds.Round two)
      throws Exception {
    CyclicBarrier ready = new CyclicBarrier(2);
    Future<Double> ended = other.submit(() -> endAfter(ready, two));
    await(ready);
    double start = System.nanoTime();
    one.run();
    double here = System.nanoTime();
    return Math.max(here, ended.get()) - start;
  }

  private static double endAfter(CyclicBarrier ready, Rounds.Round work) throws Exception {
    await(ready);
    work.run();
    return System.nanoTime();
  }

  private static void await(CyclicBarrier ready)
      throws InterruptedException, BrokenBarrierException {
    ready.await();
  }

  private static void lookUp(BpfHashMap<Integer, Long> counts) {
    long found = 0;
    for (int call = 0; call < LOOKUPS; call++) {
      found += counts.getLong(call & 1023, -1);
    }
    sum = found;
  }

  private static RingBuffer ring(RingSkel skel) {
    skel.bss.burst.set(RECORDS);
    long[] own = new long[1];
    return new RingBuffer()
        .onBytes(skel.maps.records, bytes -> own[0] += bytes.getLong(bytes.position()));
  }

  private static void send(RingSkel skel) {
    skel.progs.send.testRun(TestRun.builder().build());
  }

  private static void drain(RingBuffer ring) {
    int taken = ring.consume();
    if (taken != RECORDS) {
      throw new IllegalStateException(taken + " records");
    }
  }
}
