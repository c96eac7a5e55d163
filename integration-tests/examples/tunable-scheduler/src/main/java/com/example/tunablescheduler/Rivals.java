package com.example.tunablescheduler;

import com.example.tunablescheduler.TunableSchedulerSkel.Turns;
import java.io.IOException;
import java.time.Duration;

/** Two programs that never sleep, and what each gets of the CPUs as the knobs are turned. */
final class Rivals {
  private static final int SECONDS = 3;

  private final TunableSchedulerSkel skel;

  Rivals(TunableSchedulerSkel skel) {
    this.skel = skel;
  }

  void run() throws IOException, InterruptedException {
    Process first = spin();
    Process second = spin();
    try {
      System.out.printf("%-28s %6s %7s %10s %10s%n", "", "first", "second", "favourite", "others");
      measure("nobody favoured", first, second);

      skel.data.times.set(9);
      skel.bss.favourite.set((int) first.pid());
      measure("first has 9 times the turn", first, second);

      skel.bss.favourite.set((int) second.pid());
      measure("second has 9 times the turn", first, second);

      skel.data.slice_ns.set(Duration.ofMillis(5).toNanos());
      skel.data.times.set(3);
      measure("second has 3 times, of 5 ms", first, second);
    } finally {
      first.destroyForcibly();
      second.destroyForcibly();
    }
  }

  private static Process spin() throws IOException {
    // On one CPU: else each might have one for itself.
    return new ProcessBuilder("taskset", "-c", "0", "sh", "-c", "while :; do :; done").start();
  }

  /** Prints the part of the time that the two have had together, and who had how many turns. */
  private void measure(String knobs, Process first, Process second) throws InterruptedException {
    Turns before = skel.bss.turns.get();
    long firstBefore = cpuTime(first);
    long secondBefore = cpuTime(second);
    Thread.sleep(1000L * SECONDS);
    long firstTime = cpuTime(first) - firstBefore;
    long secondTime = cpuTime(second) - secondBefore;
    Turns after = skel.bss.turns.get();
    double all = Math.max(1, firstTime + secondTime);
    System.out.printf(
        "%-28s %5.0f%% %6.0f%% %10d %10d%n",
        knobs,
        100 * firstTime / all,
        100 * secondTime / all,
        after.favourite - before.favourite,
        after.others - before.others);
  }

  private static long cpuTime(Process process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
  }
}
