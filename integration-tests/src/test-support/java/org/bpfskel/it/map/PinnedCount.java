package org.bpfskel.it.map;

import java.nio.file.Path;
import org.bpfskel.data.Codec;
import org.bpfskel.loaded.KernelMap;
import org.bpfskel.map.BpfHashMap;

/** A process that says what is in a pinned map under 1, and puts 5 there. */
final class PinnedCount {
  private PinnedCount() {}

  public static void main(String[] args) {
    try (KernelMap map = KernelMap.pinned(Path.of(args[0]))) {
      BpfHashMap<Integer, Long> counts = map.as(BpfHashMap::of, Codec.INT32, Codec.INT64);
      System.out.println(counts.get(1));
      counts.put(1, 5L);
    }
  }
}
