package com.example.latencyhistogram;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something to measure: pairs of threads of which always one sleeps until the other wakes it. */
final class WakingThreads {
  /** More than there are CPUs, so that some have to wait for one. */
  private static final int PAIRS = Runtime.getRuntime().availableProcessors() + 1;

  private WakingThreads() {}

  static void runFor(int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    List<Thread> threads = new ArrayList<>();
    for (int pair = 0; pair < PAIRS; pair++) {
      Exchanger<String> meeting = new Exchanger<>();
      threads.add(new Thread(() -> meet(meeting, end)));
      threads.add(new Thread(() -> meet(meeting, end)));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void meet(Exchanger<String> meeting, long end) {
    try {
      while (System.nanoTime() < end) {
        meeting.exchange("", 1, TimeUnit.SECONDS);
      }
    } catch (InterruptedException | TimeoutException e) {
      // The other one has seen the end first.
    }
  }
}
