package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.MapInfo;
import org.bpfskel.MapOptions;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfHashMap;
import org.junit.jupiter.api.Test;

/** What a map is, set before load, and what the kernel made of it. */
@NeedsKernel
final class DefinitionTest {
  private static final int F_NO_PREALLOC = 1;
  private static final int F_NUMA_NODE = 1 << 2;

  @Test
  void whatIsSetBeforeLoadIsWhatTheKernelMakes() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "recent", "counts")) {
      BpfMap counts = object.map("counts");
      MapOptions options = counts.options();
      options.setKeySize(8);
      options.setValueSize(24);
      options.setMaxEntries(77);
      options.setMapFlags(F_NO_PREALLOC | F_NUMA_NODE);
      options.setNumaNode(0);
      assertThat(counts.keySize()).isEqualTo(8);
      assertThat(counts.valueSize()).isEqualTo(24);
      assertThat(counts.maxEntries()).isEqualTo(77);
      assertThat(options.mapFlags()).isEqualTo(F_NO_PREALLOC | F_NUMA_NODE);
      assertThat(options.numaNode()).isEqualTo(0);
      assertThat(options.ifindex()).isEqualTo(0);
      object.load();

      MapInfo info = counts.info();
      assertThat(info.type()).isEqualTo(MapType.HASH);
      assertThat(info.name()).isEqualTo("counts");
      assertThat(info.keySize()).isEqualTo(8);
      assertThat(info.valueSize()).isEqualTo(24);
      assertThat(info.maxEntries()).isEqualTo(77);
      assertThat(info.mapFlags()).isEqualTo(F_NO_PREALLOC | F_NUMA_NODE);
      assertThat(info.id()).isGreaterThan(0);
      MapInfo other = object.map("recent").info();
      assertThat(other.id()).isNotEqualTo(info.id());
      assertThat(other.btfId()).isGreaterThan(0);
      assertThat(other.btfKeyTypeId()).isEqualTo(object.map("recent").options().btfKeyTypeId());
      assertThat(other.btfValueTypeId()).isEqualTo(object.map("recent").options().btfValueTypeId());
    }
  }

  @Test
  void nothingIsSetAfterLoad() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      MapOptions counts = object.map("counts").options();
      for (Runnable setter :
          new Runnable[] {
            () -> counts.setMaxEntries(1),
            () -> counts.setKeySize(1),
            () -> counts.setValueSize(1),
            () -> counts.setMapFlags(0),
            () -> counts.setNumaNode(0),
            () -> counts.setIfindex(0),
            () -> counts.setMapExtra(0)
          }) {
        IllegalStateException e = assertThrows(IllegalStateException.class, setter::run);
        assertThat(e).hasMessageThat().contains("of map counts is not possible after load");
      }
    }
  }

  @Test
  void sizeThatIsSetAfterwardsNoLongerFitsTheClass() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
      BpfMap counts = object.map("counts");
      BpfHashMap<Integer, Long> typed = BpfHashMap.of(counts, Codec.INT32, Codec.INT64);
      counts.options().setValueSize(16);
      object.load();
      IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> typed.get(1));
      assertThat(e).hasMessageThat().isEqualTo("map counts: a value is 16 bytes, in Java 8");
    }
  }

  @Test
  void mapThatWasNotCreatedHasNoElements() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> slots.getLong(0, 0));
      assertThat(e).hasMessageThat().contains("load left map slots out");
    }
  }

  @Test
  void elementsAreThereBetweenLoadAndClose() {
    BpfObject object = Maps.open(Maps.GENERAL, "counts");
    BpfHashMap<Integer, Long> counts =
        BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
    assertThat(state(() -> counts.getLong(1, 0))).contains("not possible before load");
    object.load();
    counts.putLong(1, 5);
    object.close();
    assertThat(state(() -> counts.getLong(1, 0))).contains("not possible after close");
    assertThat(state(() -> counts.putLong(1, 0))).contains("not possible after close");
    assertThat(state(counts::getAll)).contains("not possible after close");
    assertThat(state(counts::info)).contains("not possible after close");
  }

  @Test
  void frozenMapCanOnlyBeRead() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "slots")) {
      BpfArray<Long> slots = BpfArray.of(object.map("slots"), Codec.INT64);
      slots.put(1, 5L);
      slots.freeze();
      assertThat(slots.get(1)).isEqualTo(5L);
      BpfException e = assertThrows(BpfException.class, () -> slots.put(1, 6L));
      assertThat(e.errnoName()).isEqualTo("EPERM");
      assertThat(e).hasMessageThat().contains("the map is frozen");
    }
  }

  private static String state(Runnable call) {
    return String.valueOf(assertThrows(IllegalStateException.class, call::run).getMessage());
  }
}
