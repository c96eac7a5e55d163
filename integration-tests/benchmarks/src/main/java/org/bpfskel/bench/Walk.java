package org.bpfskel.bench;

import com.sun.jna.Native;
import java.nio.ByteBuffer;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.MapBatch;

/**
 * All elements of a large hash map, added up: in Java in two ways, and by {@code libelements.c}.
 */
final class Walk {
  private static final int ROUNDS = 10;
  private static final int ENTRIES = 1_000_000;
  private static final int BATCH = 1024;

  private static long sum;

  private Walk() {}

  private static native int open_map(int id);

  private static native long walk(int fd);

  /** The library's path. */
  public static void main(String[] args) {
    Native.register(Walk.class, args[0]);
    try (MemorySkel skel = MemorySkel.open()) {
      BpfHashMap<Integer, Long> counts = skel.maps.counts;
      counts.options().setMaxEntries(ENTRIES);
      skel.load();
      fill(counts);
      int fd = open_map(counts.info().id());
      long expected = walk(fd);
      MapBatch batch = counts.newBatch(BATCH);
      Rounds.Round c = () -> require(expected, walk(fd));
      Rounds.inTurn(ROUNDS, "typed", ENTRIES, () -> require(expected, typed(counts)), c);
      Rounds.inTurn(ROUNDS, "unboxed", ENTRIES, () -> require(expected, unboxed(counts, batch)), c);
    }
  }

  private static void fill(BpfHashMap<Integer, Long> counts) {
    for (int key = 0; key < ENTRIES; key++) {
      counts.putLong(key, 3L * key);
    }
  }

  private static long typed(BpfHashMap<Integer, Long> counts) {
    sum = 0;
    counts.forEach((key, value) -> sum += key + value);
    return sum;
  }

  private static long unboxed(BpfHashMap<Integer, Long> counts, MapBatch batch) {
    long all = 0;
    batch.rewind();
    for (int read = counts.readBatch(batch); read > 0; read = counts.readBatch(batch)) {
      ByteBuffer keys = batch.keys();
      ByteBuffer values = batch.values();
      for (int i = 0; i < read; i++) {
        all += keys.getInt(i * Integer.BYTES) + values.getLong(i * Long.BYTES);
      }
    }
    return all;
  }

  private static void require(long expected, long sum) {
    if (sum != expected) {
      throw new IllegalStateException("a sum of " + sum + ", not " + expected);
    }
  }
}
