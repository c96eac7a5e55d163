package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.Cpus;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsLibbpf;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfBloomFilter;
import org.bpfskel.map.BpfCgroupArray;
import org.bpfskel.map.BpfCgroupStorage;
import org.bpfskel.map.BpfCgrpStorage;
import org.bpfskel.map.BpfCpuMap;
import org.bpfskel.map.BpfDevMap;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfInodeStorage;
import org.bpfskel.map.BpfLpmTrie;
import org.bpfskel.map.BpfMapOfMaps;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfProgramArray;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfSkStorage;
import org.bpfskel.map.BpfSocketMap;
import org.bpfskel.map.BpfStackTraces;
import org.bpfskel.map.BpfTaskStorage;
import org.bpfskel.map.BpfUserRingBuf;
import org.bpfskel.map.BpfXskMap;
import org.bpfskel.map.MapBatch;
import org.bpfskel.map.PerCpu;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the classes of kinds say of a map that is open and not loaded, so without the kernel. */
@NeedsLibbpf
final class FacesTest {
  private static final Codec<Integer> INT = Codec.INT32;
  private static final Codec<Long> LONG = Codec.INT64;

  private BpfObject object;

  @BeforeEach
  void open() {
    object = BpfObject.open(Maps.bytes(Maps.GENERAL), Maps.GENERAL);
  }

  @AfterEach
  void close() {
    object.close();
  }

  /** Each class, as it is made of a map whose keys have 4 bytes and whose values 8. */
  private static Map<String, Function<BpfMap, BpfMap>> faces() {
    Map<String, Function<BpfMap, BpfMap>> faces = new LinkedHashMap<>();
    faces.put("hash", map -> BpfHashMap.of(map, INT, LONG));
    faces.put("array", map -> BpfArray.of(map, LONG));
    faces.put("trie", map -> BpfLpmTrie.of(map, INT, LONG));
    faces.put("devices", BpfDevMap::of);
    faces.put("cpus", BpfCpuMap::of);
    faces.put("queues", BpfXskMap::of);
    faces.put("cgroup storage", map -> BpfCgroupStorage.of(map, INT, LONG));
    faces.put("queue", map -> BpfQueue.of(map, LONG));
    faces.put("bloom filter", map -> BpfBloomFilter.of(map, LONG));
    faces.put("maps", map -> BpfMapOfMaps.of(map, INT));
    faces.put("programs", BpfProgramArray::of);
    faces.put("cgroups", BpfCgroupArray::of);
    faces.put("sockets", map -> BpfSocketMap.of(map, INT));
    faces.put("stack traces", BpfStackTraces::of);
    faces.put("of sockets", map -> BpfSkStorage.of(map, LONG));
    faces.put("of tasks", map -> BpfTaskStorage.of(map, LONG));
    faces.put("of inodes", map -> BpfInodeStorage.of(map, LONG));
    faces.put("of cgroups", map -> BpfCgrpStorage.of(map, LONG));
    faces.put("ring", BpfRingBuf::of);
    faces.put("user ring", BpfUserRingBuf::of);
    faces.put("perf events", BpfPerfEventArray::of);
    return faces;
  }

  @Test
  void classIsForItsKindsOnly() {
    BpfMap counts = object.map("counts");
    faces()
        .forEach(
            (name, face) -> {
              if (name.equals("hash")) {
                assertThat(face.apply(counts)).isEqualTo(counts);
              } else {
                assertWithMessage(name)
                    .that(refusal(() -> face.apply(counts)))
                    .startsWith("map counts is of kind BPF_MAP_TYPE_HASH; this class is for [BPF_");
              }
            });
    assertThat(refusal(() -> BpfQueue.of(counts, LONG)))
        .isEqualTo(
            "map counts is of kind BPF_MAP_TYPE_HASH; this class is for [BPF_MAP_TYPE_QUEUE,"
                + " BPF_MAP_TYPE_STACK]");
  }

  @Test
  void codecsHaveTheSizesOfTheMap() {
    BpfMap counts = object.map("counts");
    assertThat(refusal(() -> BpfHashMap.of(counts, LONG, LONG)))
        .isEqualTo("map counts: a key is 4 bytes, in Java 8");
    assertThat(refusal(() -> BpfHashMap.of(counts, INT, INT)))
        .isEqualTo("map counts: a value is 8 bytes, in Java 4");
    assertThat(refusal(() -> BpfQueue.of(object.map("jobs"), LONG)))
        .isEqualTo("map jobs: a value is 4 bytes, in Java 8");
  }

  @Test
  void perCpuMapHasAValueForEachCpu() {
    BpfMap slots = object.map("slots_by_cpu");
    assertThat(BpfArray.of(slots, PerCpu.of(LONG))).isEqualTo(slots);
    assertThat(refusal(() -> BpfArray.of(slots, Codec.bytes(Cpus.possible() * 8 + 8))))
        .contains("a value is 8 bytes for each of " + Cpus.possible() + " CPUs");
  }

  @Test
  void perCpuValuesOfASmallTypeArePaddedToEightBytes() {
    assertThat(PerCpu.of(Codec.INT8).size()).isEqualTo(Cpus.possible() * 8);
  }

  @Test
  void batchHasRoomForItsElements() {
    MapBatch batch = BpfHashMap.of(object.map("counts"), INT, LONG).newBatch(3);
    assertThat(batch.capacity()).isEqualTo(3);
    assertThat(batch.keySize()).isEqualTo(4);
    assertThat(batch.valueSize()).isEqualTo(8);
    assertThat(batch.keys().capacity()).isEqualTo(12);
    assertThat(batch.values().capacity()).isEqualTo(24);
  }

  @Test
  void batchOfNothingOrOfMoreThanABufferIsRefused() {
    BpfHashMap<Integer, Long> counts = BpfHashMap.of(object.map("counts"), INT, LONG);
    for (int capacity : new int[] {0, -1, Integer.MAX_VALUE / 12}) {
      assertThat(refusal(() -> counts.newBatch(capacity)))
          .isEqualTo("a batch of %d elements of map counts, of 4 and 8 bytes".formatted(capacity));
    }
  }

  @Test
  void elementsAreThereAfterLoadOnly() {
    BpfHashMap<Integer, Long> counts = BpfHashMap.of(object.map("counts"), INT, LONG);
    for (Executable call :
        new Executable[] {
          () -> counts.get(1),
          () -> counts.put(1, 2L),
          () -> counts.remove(1),
          counts::getAll,
          () -> counts.keys().iterator().hasNext(),
          () -> counts.bytes().nextKey(null)
        }) {
      IllegalStateException e = assertThrows(IllegalStateException.class, call);
      assertThat(e).hasMessageThat().contains("of map counts is not possible before load");
    }
  }

  private static String refusal(Executable call) {
    return String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
