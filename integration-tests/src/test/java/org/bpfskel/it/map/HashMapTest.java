package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code BPF_MAP_TYPE_HASH} and {@code LRU_HASH}: what a Java user does with them. */
@NeedsKernel
final class HashMapTest {
  private static BpfHashMap<Integer, Long> counts(BpfObject object) {
    return BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
  }

  @ParameterizedTest
  @ValueSource(strings = {"counts", "recent"})
  void programAndUserSeeTheSameValues(String name) {
    try (BpfObject object =
        Maps.loadWithProgram(Maps.GENERAL, "use_" + name, "caller", "counts", name)) {
      BpfHashMap<Integer, Long> map = BpfHashMap.of(object.map(name), Codec.INT32, Codec.INT64);
      assertThat(map.get(7)).isNull();
      Caller.call(object, "use_" + name, 3);
      assertThat(map.get(7)).isEqualTo(3L);
      map.put(7, 100L);
      Caller.call(object, "use_" + name, 1);
      assertThat(map.get(7)).isEqualTo(101L);
    }
  }

  @Test
  void structsAreKeysAndValues() {
    try (BpfObject object = Maps.loadWithProgram(Maps.GENERAL, "use_flows", "caller", "flows")) {
      BpfHashMap<Flow, Traffic> flows =
          BpfHashMap.of(object.map("flows"), Flow.CODEC, Traffic.CODEC);
      Flow local = new Flow(0x7f000001, (short) 443);
      flows.put(local, new Traffic(10, 5));
      Caller.call(object, "use_flows", 2);
      assertThat(flows.get(local)).isEqualTo(new Traffic(12, 3005));
      assertThat(flows.getAll()).containsExactly(local, new Traffic(12, 3005));
    }
  }

  @Test
  void putSaysWhetherTheKeyMustBeThere() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      assertThat(counts.replace(1, 10L)).isFalse();
      assertThat(counts.putIfAbsent(1, 11L)).isTrue();
      assertThat(counts.putIfAbsent(1, 12L)).isFalse();
      assertThat(counts.replace(1, 13L)).isTrue();
      assertThat(counts.get(1)).isEqualTo(13L);

      assertThat(refusal(() -> counts.put(1, 14L, UpdateFlags.NOEXIST))).isEqualTo("EEXIST");
      assertThat(refusal(() -> counts.put(2, 14L, UpdateFlags.EXIST))).isEqualTo("ENOENT");
      assertThat(counts.containsKey(1)).isTrue();
      assertThat(counts.containsKey(2)).isFalse();
    }
  }

  @Test
  void removeSaysWhatWasThere() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      counts.put(1, 10L);
      assertThat(counts.remove(1)).isTrue();
      assertThat(counts.remove(1)).isFalse();
      counts.put(1, 11L);
      assertThat(counts.getAndRemove(1)).isEqualTo(11L);
      assertThat(counts.getAndRemove(1)).isNull();
    }
  }

  @Test
  void integersNeedNoObjects() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      counts.putLong(0xffff_ffffL, -2);
      assertThat(counts.getLong(0xffff_ffffL, 5)).isEqualTo(-2);
      assertThat(counts.getLong(-1, 5)).isEqualTo(-2);
      assertThat(counts.getLong(0, 5)).isEqualTo(5);
      assertThat(counts.getAndRemoveLong(-1, 5)).isEqualTo(-2);
      assertThat(counts.removeLong(-1)).isFalse();
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> counts.putLong(1L << 32, 0));
      assertThat(e).hasMessageThat().isEqualTo("4294967296 does not fit in 4 bytes");
    }
  }

  @Test
  void fullMapSaysSo() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
      object.map("counts").options().setMaxEntries(2);
      object.load();
      BpfHashMap<Integer, Long> counts = counts(object);
      counts.putAll(Map.of(1, 1L, 2, 2L));
      BpfException e = assertThrows(BpfException.class, () -> counts.put(3, 3L));
      assertThat(e.errnoName()).isEqualTo("E2BIG");
      assertThat(e).hasMessageThat().contains("the map is full: it holds 2");
    }
  }

  @Test
  void manyElementsGoInAndOutAtOnce() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      Map<Integer, Long> all = new HashMap<>();
      IntStream.range(0, 1000).forEach(i -> all.put(i, i * 3L));
      counts.putAll(all);
      assertThat(counts.getAll()).isEqualTo(all);
      assertThat(counts.keys()).containsExactlyElementsIn(all.keySet());

      List<Integer> some = IntStream.range(-10, 500).boxed().toList();
      assertThat(counts.removeAll(some)).isEqualTo(500);
      all.keySet().removeAll(some);
      assertThat(counts.drain()).isEqualTo(all);
      assertThat(counts.getAll()).isEmpty();
      assertThat(counts.drain()).isEmpty();
    }
  }

  @Test
  void walkSurvivesTheRemovalOfWhatItGives() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts = counts(object);
      IntStream.range(0, 1000).forEach(i -> counts.putLong(i, i));
      List<Integer> met = new ArrayList<>();
      for (int key : counts.keys()) {
        met.add(key);
        counts.remove(key);
      }
      assertThat(met).containsExactlyElementsIn(IntStream.range(0, 1000).boxed().toList());
      assertThat(counts.getAll()).isEmpty();
    }
  }

  private static String refusal(Runnable call) {
    return assertThrows(BpfException.class, call::run).errnoName();
  }
}
