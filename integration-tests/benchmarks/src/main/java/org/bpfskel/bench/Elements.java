package org.bpfskel.bench;

import com.sun.jna.Native;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.MapBatch;

/** Elements of a hash map, a round in Java and a round in C, {@code libelements.c}, in turn. */
@BpfSkeleton(value = "bpf/bench.bpf.o", name = "MemorySkel")
final class Elements {
  private static final int ROUNDS = 60;
  private static final int CALLS = 20_000;
  private static final int ENTRIES = 1024;
  private static final int BATCHES = 20;

  private static long sum;

  private Elements() {}

  private static native int open_map(int id);

  private static native int updates(int fd, int calls);

  private static native int lookups(int fd, int calls);

  private static native int lookup_batches(int fd, int calls);

  private static native int update_batches(int fd, int calls);

  /** The library's path. */
  public static void main(String[] args) {
    Native.register(Elements.class, args[0]);
    try (MemorySkel skel = MemorySkel.openAndLoad()) {
      measure(skel.maps.counts, open_map(skel.maps.counts.info().id()));
    }
    System.err.println(sum);
  }

  private static void measure(BpfHashMap<Integer, Long> counts, int fd) {
    Rounds.inTurn(ROUNDS, "update", CALLS, () -> update(counts), () -> require(updates(fd, CALLS)));
    Rounds.inTurn(ROUNDS, "lookup", CALLS, () -> lookup(counts), () -> require(lookups(fd, CALLS)));
    MapBatch batch = counts.newBatch(ENTRIES);
    int elements = BATCHES * ENTRIES;
    Rounds.inTurn(
        ROUNDS,
        "lookup_batch",
        elements,
        () -> lookupBatches(counts, batch),
        () -> require(lookup_batches(fd, BATCHES)));
    Rounds.inTurn(
        ROUNDS,
        "update_batch",
        elements,
        () -> updateBatches(counts, batch),
        () -> require(update_batches(fd, BATCHES)));
  }

  private static void update(BpfHashMap<Integer, Long> counts) {
    for (int call = 0; call < CALLS; call++) {
      counts.putLong(call % ENTRIES, call);
    }
  }

  private static void lookup(BpfHashMap<Integer, Long> counts) {
    for (int call = 0; call < CALLS; call++) {
      sum += counts.getLong(call % ENTRIES, -1);
    }
  }

  private static void lookupBatches(BpfHashMap<Integer, Long> counts, MapBatch batch) {
    for (int call = 0; call < BATCHES; call++) {
      batch.rewind();
      sum += counts.readBatch(batch);
    }
  }

  private static void updateBatches(BpfHashMap<Integer, Long> counts, MapBatch batch) {
    for (int call = 0; call < BATCHES; call++) {
      counts.writeBatch(batch, ENTRIES);
    }
  }

  private static void require(int failed) {
    if (failed != 0) {
      throw new IllegalStateException("a call of C failed");
    }
  }
}
