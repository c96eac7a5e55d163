package org.bpfskel.bench;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.MapBatch;

/** What {@code memory.c} does with elements, in Java. */
@BpfSkeleton(value = "bpf/bench.bpf.o", name = "MemorySkel")
final class Memory {
  private static final int ROUNDS = 40;
  private static final int CALLS = 50_000;
  private static final int ENTRIES = 1024;
  private static final int BATCHES = 100;

  private static long sum;

  private Memory() {}

  public static void main(String[] args) {
    try (MemorySkel skel = MemorySkel.openAndLoad()) {
      elements(skel.maps.counts);
      batches(skel.maps.counts);
    }
    System.err.println(sum);
  }

  private static void elements(BpfHashMap<Integer, Long> counts) {
    Rounds.report(
        "update",
        ROUNDS,
        CALLS,
        () -> {
          for (int call = 0; call < CALLS; call++) {
            counts.putLong(call % ENTRIES, call);
          }
        });
    Rounds.report(
        "lookup",
        ROUNDS,
        CALLS,
        () -> {
          for (int call = 0; call < CALLS; call++) {
            sum += counts.getLong(call % ENTRIES, -1);
          }
        });
  }

  private static void batches(BpfHashMap<Integer, Long> counts) {
    MapBatch batch = counts.newBatch(ENTRIES);
    Rounds.report(
        "lookup_batch",
        ROUNDS,
        BATCHES * ENTRIES,
        () -> {
          for (int i = 0; i < BATCHES; i++) {
            batch.rewind();
            sum += counts.readBatch(batch);
          }
        });
    Rounds.report(
        "update_batch",
        ROUNDS,
        BATCHES * ENTRIES,
        () -> {
          for (int i = 0; i < BATCHES; i++) {
            counts.writeBatch(batch, ENTRIES);
          }
        });
  }
}
