package com.example.minischeduler;

import com.example.minischeduler.MiniSchedulerSkel.Stats;
import java.util.List;
import java.util.Objects;
import org.bpfskel.map.BpfArray;

/** What the scheduler counts on each CPU, as a table with a row a second. */
final class Statistics {
  private final BpfArray<List<Stats>> stats;
  private List<Stats> byCpu = List.of();
  private Stats lastTime = new Stats();

  Statistics(BpfArray<List<Stats>> stats) {
    this.stats = stats;
    System.out.printf("%-8s %10s %10s %10s%n", "second", "direct", "queued", "taken");
  }

  void printSinceLastTime(int second) {
    // The only element; an array has all of its elements from the beginning.
    byCpu = Objects.requireNonNull(stats.get(0));
    Stats sum = new Stats();
    for (Stats cpu : byCpu) {
      sum.direct += cpu.direct;
      sum.queued += cpu.queued;
      sum.taken += cpu.taken;
    }
    print(
        Integer.toString(second),
        sum.direct - lastTime.direct,
        sum.queued - lastTime.queued,
        sum.taken - lastTime.taken);
    lastTime = sum;
  }

  /** All that the rows of the seconds have, by CPU. */
  void printByCpu() {
    for (int i = 0; i < byCpu.size(); i++) {
      Stats cpu = byCpu.get(i);
      print("CPU " + i, cpu.direct, cpu.queued, cpu.taken);
    }
  }

  private static void print(String row, long direct, long queued, long taken) {
    System.out.printf("%-8s %10d %10d %10d%n", row, direct, queued, taken);
  }
}
