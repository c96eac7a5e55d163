package com.example.latencyhistogram;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bpfskel.map.BpfArray;

/**
 * How many waits there were, by the power of two of their microseconds.
 *
 * @param counts by the exponent
 */
record Histogram(long[] counts) {
  private static final int BAR = 40;

  /** Adds up what each CPU has counted for itself. */
  static Histogram of(BpfArray<List<Long>> waits) {
    long[] counts = new long[waits.maxEntries()];
    for (Map.Entry<Integer, List<Long>> slot : waits.getAll().entrySet()) {
      for (long cpu : slot.getValue()) {
        counts[slot.getKey()] += cpu;
      }
    }
    return new Histogram(counts);
  }

  /** From the first row that has something to the last. */
  void print() {
    long most = Math.max(1, Arrays.stream(counts).max().orElse(1));
    System.out.printf("%21s %10s%n", "microseconds", "waits");
    for (int slot = first(); slot <= last(); slot++) {
      System.out.printf(
          "%9d -> %8d %10d %s%n",
          slot == 0 ? 0 : 1L << slot,
          (2L << slot) - 1,
          counts[slot],
          "*".repeat((int) (BAR * counts[slot] / most)));
    }
    System.out.printf("%d waits in all%n", Arrays.stream(counts).sum());
  }

  private int first() {
    int slot = 0;
    while (slot < counts.length && counts[slot] == 0) {
      slot++;
    }
    return slot;
  }

  private int last() {
    int slot = counts.length - 1;
    while (slot >= 0 && counts[slot] == 0) {
      slot--;
    }
    return slot;
  }
}
