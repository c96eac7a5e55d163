package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.junit.jupiter.api.Test;

/** {@code BPF_MAP_TYPE_ARRAY}: every index has a value from the beginning. */
@NeedsKernel
final class ArrayTest {

  @Test
  void programAndUserSeeTheSameValues() {
    try (BpfObject object = Maps.loadWithProgram(Maps.GENERAL, "use_slots", "caller", "slots")) {
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      assertThat(slots.get(3)).isEqualTo(0L);
      slots.put(3, 40L);
      Caller.call(object, "use_slots", 2);
      assertThat(slots.get(3)).isEqualTo(42L);
      assertThat(slots.getLong(3, -1)).isEqualTo(42);
    }
  }

  @Test
  void indexBehindTheEndHasNoValue() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "slots")) {
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      assertThat(slots.get(16)).isNull();
      BpfException e = assertThrows(BpfException.class, () -> slots.put(16, 1L));
      assertThat(e.errnoName()).isEqualTo("E2BIG");
    }
  }

  @Test
  void allElementsComeInTheirOrder() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "slots")) {
      object.map("slots").options().setMaxEntries(1000);
      object.load();
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      slots.putAll(Map.of(0, 5L, 999, 6L));
      Map<Integer, Long> all = slots.getAll();
      assertThat(all).hasSize(1000);
      assertThat(all.keySet().iterator().next()).isEqualTo(0);
      assertThat(all).containsAtLeast(0, 5L, 1, 0L, 999, 6L);
    }
  }
}
