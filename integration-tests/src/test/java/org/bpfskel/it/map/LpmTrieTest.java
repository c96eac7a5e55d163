package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfLpmTrie;
import org.junit.jupiter.api.Test;

/** {@code BPF_MAP_TYPE_LPM_TRIE}: the longest prefix that has a value. */
@NeedsKernel
final class LpmTrieTest {
  private static final Prefix LOOPBACK = Prefix.of(8, 127, 0, 0, 0);
  private static final Prefix LOCALHOST = Prefix.of(32, 127, 0, 0, 1);

  private static BpfLpmTrie<Prefix, Integer> routes(BpfObject object) {
    return BpfLpmTrie.of(object.map("routes"), Prefix.CODEC, Codec.INT32);
  }

  @Test
  void programFindsTheLongestPrefix() {
    try (BpfObject object =
        Maps.loadWithProgram(Maps.GENERAL, "use_routes", "caller", "routes", "slots")) {
      BpfLpmTrie<Prefix, Integer> routes = routes(object);
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      routes.put(Prefix.of(0, 0, 0, 0, 0), 1);
      routes.put(LOOPBACK, 2);
      Caller.call(object, "use_routes", 1);
      assertThat(slots.get(0)).isEqualTo(2L);
      routes.remove(LOOPBACK);
      Caller.call(object, "use_routes", 1);
      assertThat(slots.get(0)).isEqualTo(1L);
    }
  }

  @Test
  void getFindsTheLongestPrefixAndRemoveTheVeryKey() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "routes")) {
      BpfLpmTrie<Prefix, Integer> routes = routes(object);
      assertThat(routes.putIfAbsent(LOOPBACK, 8)).isTrue();
      assertThat(routes.putIfAbsent(LOOPBACK, 9)).isFalse();
      assertThat(routes.get(LOCALHOST)).isEqualTo(8);
      assertThat(routes.get(Prefix.of(32, 10, 0, 0, 1))).isNull();
      assertThat(routes.remove(LOCALHOST)).isFalse();
      assertThat(routes.replace(LOCALHOST, 1)).isFalse();
      assertThat(routes.remove(LOOPBACK)).isTrue();
      assertThat(routes.get(LOCALHOST)).isNull();
    }
  }

  @Test
  void walkSurvivesTheRemovalOfWhatItGives() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "routes")) {
      BpfLpmTrie<Prefix, Integer> routes = routes(object);
      Map<Prefix, Integer> all = new HashMap<>();
      for (int i = 0; i < 1000; i++) {
        all.put(Prefix.of(32, 10, 0, i / 256, i % 256), i);
      }
      routes.putAll(all);
      assertThat(routes.getAll()).isEqualTo(all);
      List<Prefix> met = new ArrayList<>();
      routes.forEach(
          (prefix, route) -> {
            met.add(prefix);
            routes.remove(prefix);
          });
      assertThat(met).containsExactlyElementsIn(all.keySet());
      assertThat(routes.getAll()).isEmpty();

      routes.putAll(all);
      assertThat(routes.removeAll(all.keySet())).isEqualTo(1000);
    }
  }
}
