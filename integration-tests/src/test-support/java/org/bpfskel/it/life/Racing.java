package org.bpfskel.it.life;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs all races, as many rounds as its argument says, and looks at what is left. */
final class Racing {
  private static final int THREADS = 2;

  /** Steps by which a close comes later and later, so that it meets every part of a call. */
  private static final int STEPS = 100;

  private static final int SPINS_A_STEP = 40;

  private final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
  private final Watch watch = new Watch();
  private long calls;

  private Racing() {}

  public static void main(String[] args) throws InterruptedException, ExecutionException {
    Logger.getLogger("org.bpfskel.libbpf").setLevel(Level.OFF);
    Racing racing = new Racing();
    racing.run(1);
    List<String> before = KernelObjects.held();
    int rounds = racing.run(Integer.parseInt(args[0]) / STEPS);
    racing.pool.shutdown();
    Collection.untilHeld(before);
    System.out.printf(
        "%d rounds of %d races with close, %d calls%n", rounds, Races.all().size(), racing.calls);
  }

  /** Of each race as many times its share. */
  private int run(int times) throws InterruptedException, ExecutionException {
    int rounds = 0;
    for (Race race : Races.all()) {
      for (int round = 0; round < times * race.share(); round++) {
        String what = race.name() + ", round " + round;
        watch.begin(() -> what);
        run(race.opened().get(), round % STEPS * SPINS_A_STEP);
        rounds++;
      }
    }
    return rounds;
  }

  private void run(Race.Round round, int spins) throws InterruptedException, ExecutionException {
    CountDownLatch begun = new CountDownLatch(THREADS);
    List<Future<Long>> callers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      callers.add(pool.submit(() -> callUntilRefused(round, begun)));
    }
    begun.await();
    for (int i = 0; i < spins; i++) {
      Thread.onSpinWait();
    }
    round.close();
    for (Future<Long> caller : callers) {
      calls += caller.get();
    }
  }

  private static long callUntilRefused(Race.Round round, CountDownLatch begun) {
    begun.countDown();
    long count = 0;
    try {
      while (true) {
        round.call();
        count++;
      }
    } catch (IllegalStateException e) {
      return count;
    }
  }
}
