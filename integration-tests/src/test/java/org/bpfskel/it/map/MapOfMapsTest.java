package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfMapOfMaps;
import org.junit.jupiter.api.Test;

/** {@code BPF_MAP_TYPE_ARRAY_OF_MAPS} and {@code HASH_OF_MAPS}: values are maps. */
@NeedsKernel
final class MapOfMapsTest {
  private static BpfObject load() {
    return Maps.loadWithProgram(
        Maps.GENERAL,
        "use_tables",
        "caller",
        "tables",
        "tables_by_id",
        "first_inner",
        "second_inner",
        "counts");
  }

  @Test
  void programUsesTheMapsThatWerePut() {
    try (BpfObject object = load()) {
      BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
      BpfMapOfMaps<Long> byId = BpfMapOfMaps.of(object.map("tables_by_id"), Codec.INT64);
      BpfMap first = object.map("first_inner");
      BpfMap second = object.map("second_inner");
      tables.put(1, first);
      byId.put(9L, second);
      Caller.call(object, "use_tables", 2);
      tables.put(1, second);
      assertThat(byId.remove(9L)).isTrue();
      Caller.call(object, "use_tables", 1);
      assertThat(BpfArray.of(first, Codec.INT64).get(0)).isEqualTo(2L);
      assertThat(BpfArray.of(second, Codec.INT64).get(0)).isEqualTo(3L);
    }
  }

  @Test
  void innerMapsAreKnownByTheirId() {
    try (BpfObject object = load()) {
      BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
      BpfMap inner = object.map("first_inner");
      assertThat(tables.innerId(2)).isEqualTo(OptionalInt.empty());
      tables.put(2, inner);
      assertThat(tables.innerId(2)).isEqualTo(OptionalInt.of(inner.info().id()));
      assertThat(tables.keys()).containsExactly(2);
      assertThat(tables.remove(2)).isTrue();
      assertThat(tables.remove(2)).isFalse();
      assertThat(tables.keys()).isEmpty();
    }
  }

  @Test
  void innerMapOfAnotherObjectStaysWhenThatIsClosed() {
    try (BpfObject object = load()) {
      BpfMapOfMaps<Long> byId = BpfMapOfMaps.of(object.map("tables_by_id"), Codec.INT64);
      try (BpfObject other = load()) {
        byId.put(9L, other.map("first_inner"));
        BpfArray.of(other.map("first_inner"), Codec.INT64).put(0, 5L);
      }
      assertThat(byId.innerId(9L)).isNotEqualTo(OptionalInt.empty());
      Caller.call(object, "use_tables", 1);
    }
  }

  @Test
  void mapOfAnotherShapeIsRefused() {
    try (BpfObject object = load()) {
      BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
      BpfException e = assertThrows(BpfException.class, () -> tables.put(0, object.map("counts")));
      assertThat(e).hasMessageThat().contains("map counts may be unlike those");
    }
  }

  @Test
  void whatInnerMapsAreLikeCanBeSaidBeforeLoad() {
    try (BpfObject object = BpfObject.open(Maps.bytes(UNDECLARED), UNDECLARED)) {
      BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
      try (BpfObject other = Maps.load(Maps.GENERAL, "slots")) {
        tables.setInnerMap(other.map("slots"));
      }
      object.load();
      try (BpfObject other = Maps.load(Maps.GENERAL, "slots")) {
        tables.put(0, other.map("slots"));
        assertThat(tables.keys()).containsExactly(0);
      }
    }
  }

  @Test
  void innerMapMustBeLoaded() {
    try (BpfObject object = load();
        BpfObject other = Maps.open(Maps.GENERAL, "slots")) {
      BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> tables.put(0, other.map("slots")));
      assertThat(e).hasMessageThat().contains("use of map slots is not possible before load");
    }
  }

  private static final String UNDECLARED = "bpf/maps_undeclared.bpf.o";
}
