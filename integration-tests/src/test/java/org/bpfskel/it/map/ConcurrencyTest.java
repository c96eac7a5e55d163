package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfLpmTrie;
import org.bpfskel.map.RemovableMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One map in many threads, and walks over what others change meanwhile. */
@NeedsKernel
@Timeout(120)
final class ConcurrencyTest {
  private static final int THREADS = 32;
  private static final int KEYS_EACH = 16;

  @Test
  void threadsDoNotDisturbEachOther() throws InterruptedException, ExecutionException {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts =
          BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
      ExecutorService pool = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> users = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread * KEYS_EACH;
        users.add(pool.submit(() -> useOwnKeys(counts, first)));
      }
      for (Future<?> user : users) {
        user.get();
      }
      pool.shutdown();
      assertThat(counts.getAll()).isEmpty();
    }
  }

  private static void useOwnKeys(BpfHashMap<Integer, Long> counts, int first) {
    for (int round = 0; round < 50; round++) {
      for (int key = first; key < first + KEYS_EACH; key++) {
        long value = key * 1000L + round;
        counts.putLong(key, value);
        assertThat(counts.get(key)).isEqualTo(value);
        assertThat(counts.getLong(key, -1)).isEqualTo(value);
        assertThat(counts.getAndRemove(key)).isEqualTo(value);
      }
    }
  }

  @Test
  void walkOverAHashMeetsWhatStaysOnce() throws InterruptedException, ExecutionException {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts =
          BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
      List<Integer> staying = IntStream.range(0, 300).boxed().toList();
      List<Integer> changing = IntStream.range(300, 900).boxed().toList();
      assertMeetsWhatStaysOnce(counts, staying, changing, 1L);
    }
  }

  @Test
  void walkFromKeyToKeyMeetsWhatStaysOnce() throws InterruptedException, ExecutionException {
    try (BpfObject object = Maps.load(Maps.GENERAL, "routes")) {
      BpfLpmTrie<Prefix, Integer> routes =
          BpfLpmTrie.of(object.map("routes"), Prefix.CODEC, Codec.INT32);
      List<Prefix> staying =
          IntStream.range(0, 100).mapToObj(i -> Prefix.of(32, 10, 0, 1, i)).toList();
      List<Prefix> changing =
          IntStream.range(0, 100).mapToObj(i -> Prefix.of(32, 10, 0, 2, i)).toList();
      assertMeetsWhatStaysOnce(routes, staying, changing, 1);
    }
  }

  private static <K, V> void assertMeetsWhatStaysOnce(
      RemovableMap<K, V> map, List<K> staying, List<K> changing, V value)
      throws InterruptedException, ExecutionException {
    staying.forEach(key -> map.put(key, value));
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<?> changes =
        pool.submit(
            () -> {
              while (!done.get()) {
                changing.forEach(key -> map.put(key, value));
                changing.forEach(map::remove);
              }
            });
    try {
      for (int walk = 0; walk < 50; walk++) {
        List<K> met = new ArrayList<>();
        map.keys().forEach(met::add);
        Set<K> different = new HashSet<>(met);
        assertThat(met).hasSize(different.size());
        assertThat(different).containsAtLeastElementsIn(staying);
      }
    } finally {
      done.set(true);
      changes.get();
      pool.shutdown();
    }
  }
}
