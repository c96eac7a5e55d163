package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.Cpus;
import org.bpfskel.MapInfo;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.it.BpfFileSystem;
import org.bpfskel.it.ChildJvm;
import org.bpfskel.it.NeedsBpfFileSystem;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.loaded.KernelMap;
import org.bpfskel.loaded.MapCreation;
import org.bpfskel.loaded.OpenAccess;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfBloomFilter;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfLpmTrie;
import org.bpfskel.map.BpfMapOfMaps;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Maps without an object: found by pin or id, or created, and typed by a skeleton's classes. */
@NeedsKernel
@NeedsBpfFileSystem
final class KernelMapTest {
  private BpfFileSystem bpf;
  private Path pin;

  @BeforeEach
  void mount() throws IOException {
    bpf = BpfFileSystem.mount();
    pin = bpf.root().resolve("shared");
  }

  @AfterEach
  void unmount() throws IOException {
    bpf.close();
  }

  private static MapsSkel.Flow flow(int source, int port) {
    MapsSkel.Flow flow = new MapsSkel.Flow();
    flow.source = source;
    flow.port = (short) port;
    return flow;
  }

  private void pinned(String map) {
    try (BpfObject object = Maps.load(Maps.GENERAL, map)) {
      object.map(map).pin(pin);
    }
  }

  @Test
  void pinnedMapOfAClosedObjectHasTheSkeletonsClasses() {
    pinned("flows");
    MapsSkel.Traffic traffic = new MapsSkel.Traffic();
    traffic.packets = 7;
    try (KernelMap map = KernelMap.pinned(pin)) {
      BpfHashMap<MapsSkel.Flow, MapsSkel.Traffic> flows =
          map.as(
              BpfHashMap::of,
              Codec.struct(MapsSkel.Flow::new),
              Codec.struct(MapsSkel.Traffic::new));
      flows.put(flow(1, 80), traffic);
      assertThat(flows.getAll()).containsExactly(flow(1, 80), traffic);
      assertThat(flows.name()).isEqualTo("flows");
      assertThat(flows.type()).isEqualTo(MapType.HASH);
      assertThat(flows.maxEntries()).isEqualTo(64);
      assertThat(map.pinPath()).isEqualTo(pin);
      assertThat(map.isPinned()).isTrue();
    }
  }

  @Test
  void anotherProcessSeesTheSameElements() throws IOException {
    pinned("counts");
    assertThat(new ChildJvm().run(PinnedCount.class, pin.toString()).trim()).isEqualTo("null");
    try (KernelMap map = KernelMap.pinned(pin)) {
      assertThat(map.as(BpfHashMap::of, Codec.INT32, Codec.INT64).get(1)).isEqualTo(5);
    }
  }

  @Test
  void mapOfAnotherObjectIsFoundByItsId() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "counts")) {
      BpfMap counts = object.map("counts");
      try (KernelMap map = KernelMap.byId(counts.info().id())) {
        map.as(BpfHashMap::of, Codec.INT32, Codec.INT64).put(3, 4L);
        assertThat(map.info().id()).isEqualTo(counts.info().id());
      }
      assertThat(BpfHashMap.of(counts, Codec.INT32, Codec.INT64).get(3)).isEqualTo(4);
    }
  }

  @Test
  void differentStructIsOneExceptionWithTheDifferences() {
    pinned("flows");
    try (KernelMap map = KernelMap.pinned(pin)) {
      BpfException e =
          assertThrows(
              BpfException.class,
              () ->
                  map.as(
                      BpfHashMap::of,
                      Codec.struct(MapsSkel.Prefix::new),
                      Codec.struct(MapsSkel.Traffic::new)));
      assertThat(e.kind()).isEqualTo(BpfException.Kind.INVALID);
      assertThat(e).hasMessageThat().contains("are not those of the class");
      assertThat(e).hasMessageThat().contains("prefixlen");
      assertThat(e).hasMessageThat().contains("address");
      assertThat(e).hasMessageThat().doesNotContain("packets");
    }
  }

  @Test
  void mapWithoutTypesIsComparedBySize() {
    try (KernelMap map = KernelMap.create(MapType.HASH, "plain", 8, 16, 4)) {
      BpfHashMap<MapsSkel.Flow, MapsSkel.Traffic> flows =
          map.as(
              BpfHashMap::of,
              Codec.struct(MapsSkel.Flow::new),
              Codec.struct(MapsSkel.Traffic::new));
      flows.put(flow(1, 2), new MapsSkel.Traffic());
      assertThat(flows.containsKey(flow(1, 2))).isTrue();
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> map.as(BpfHashMap::of, Codec.INT32, Codec.INT64));
      assertThat(e).hasMessageThat().contains("a key is 8 bytes, in Java 4");
      assertThrows(IllegalArgumentException.class, () -> map.as(BpfArray::of, Codec.bytes(16)));
    }
  }

  @Test
  void createdMapHasTheOptionsAndTypesItWasGiven() {
    try (BpfObject object = Maps.load(Maps.GENERAL, "flows")) {
      MapInfo typed = object.map("flows").info();
      MapCreation options = MapCreation.builder().mapFlags(1).numaNode(0).typesOf(typed).build();
      try (KernelMap map = KernelMap.create(MapType.HASH, "copy", 8, 16, 10, options)) {
        MapInfo info = map.info();
        assertThat(info.name()).isEqualTo("copy");
        assertThat(info.mapFlags()).isEqualTo(1 | 4);
        assertThat(info.maxEntries()).isEqualTo(10);
        assertThat(info.btfId()).isEqualTo(typed.btfId());
        assertThat(info.btfKeyTypeId()).isEqualTo(typed.btfKeyTypeId());
        assertThat(info.btfValueTypeId()).isEqualTo(typed.btfValueTypeId());
        assertThrows(
            BpfException.class,
            () ->
                map.as(
                    BpfHashMap::of,
                    Codec.struct(MapsSkel.Flow::new),
                    Codec.struct(MapsSkel.Prefix::new)));
      }
    }
  }

  @Test
  void everyKindIsTypedAsThoseOfAnObject() {
    try (KernelMap array = KernelMap.create(MapType.ARRAY, "array", 4, 8, 2);
        KernelMap cpus = KernelMap.create(MapType.PERCPU_ARRAY, "cpus", 4, 4, 1);
        KernelMap queue = KernelMap.create(MapType.QUEUE, "queue", 0, 4, 2);
        KernelMap trie =
            KernelMap.create(
                MapType.LPM_TRIE, "trie", 8, 4, 2, MapCreation.builder().mapFlags(1).build());
        KernelMap bloom =
            KernelMap.create(
                MapType.BLOOM_FILTER, "bloom", 0, 8, 9, MapCreation.builder().mapExtra(3).build());
        KernelMap outer =
            KernelMap.create(
                MapType.HASH_OF_MAPS,
                "outer",
                4,
                4,
                2,
                MapCreation.builder().innerMap(array).build())) {
      BpfArray<Long> values = array.as(BpfArray::of, Codec.INT64);
      values.put(1, 9L);
      assertThat(values.get(1)).isEqualTo(9);
      List<Integer> perCpu =
          Objects.requireNonNull(cpus.asPerCpu(BpfArray::of, Codec.INT32).get(0));
      assertThat(perCpu).hasSize(Cpus.possible());
      BpfQueue<Integer> jobs = queue.as(BpfQueue::of, Codec.INT32);
      jobs.push(4);
      assertThat(jobs.pop()).isEqualTo(4);
      MapsSkel.Prefix prefix = new MapsSkel.Prefix();
      prefix.prefixlen = 8;
      BpfLpmTrie<MapsSkel.Prefix, Integer> routes =
          trie.as(BpfLpmTrie::of, Codec.struct(MapsSkel.Prefix::new), Codec.INT32);
      routes.put(prefix, 6);
      assertThat(routes.get(prefix)).isEqualTo(6);
      BpfBloomFilter<Long> seen = bloom.as(BpfBloomFilter::of, Codec.INT64);
      seen.add(1L);
      assertThat(seen.mightContain(1L)).isTrue();
      assertThat(bloom.options().mapExtra()).isEqualTo(3);
      BpfMapOfMaps<Integer> tables = outer.as(BpfMapOfMaps::of, Codec.INT32);
      tables.put(1, array);
      assertThat(tables.innerId(1)).hasValue(array.info().id());
    }
  }

  @Test
  void recordsOfAnotherProgramComeThroughAPinnedRing() {
    try (BpfObject object = BpfObject.open(Maps.bytes("bpf/ringbuf.bpf.o"), "ringbuf")) {
      for (var program : object.programs()) {
        program.setAutoload(program.name().equals("order_varied"));
      }
      object.load();
      object.map("varied").pin(pin);
      try (KernelMap map = KernelMap.pinned(pin);
          RingBuffer ring = new RingBuffer()) {
        List<Integer> lengths = new ArrayList<>();
        ring.onBytes(BpfRingBuf.of(map), bytes -> lengths.add(bytes.remaining()));
        assertThat(ring.poll(Duration.ZERO)).isEqualTo(0);
        assertThat(ring.ring(BpfRingBuf.of(map)).size()).isEqualTo(map.maxEntries());
      }
    }
  }

  @Test
  void readOnlyMapRefusesToWrite() {
    pinned("counts");
    try (KernelMap map = KernelMap.pinned(pin, OpenAccess.READ_ONLY)) {
      BpfHashMap<Integer, Long> counts = map.as(BpfHashMap::of, Codec.INT32, Codec.INT64);
      assertThat(counts.get(1)).isNull();
      assertThrows(BpfException.class, () -> counts.put(1, 1L));
      try (KernelMap other = KernelMap.byId(map.info().id(), OpenAccess.WRITE_ONLY)) {
        BpfHashMap<Integer, Long> written = other.as(BpfHashMap::of, Codec.INT32, Codec.INT64);
        written.put(1, 5L);
        assertThrows(BpfException.class, () -> written.get(1));
      }
      assertThat(counts.get(1)).isEqualTo(5);
    }
  }

  @Test
  void whatIsPinnedAndIsNoMapIsRefused() {
    try (BpfObject object = Maps.loadWithProgram(Maps.GENERAL, "use_flows", "caller", "flows")) {
      object.program("use_flows").pin(pin);
      BpfException e = assertThrows(BpfException.class, () -> KernelMap.pinned(pin));
      assertThat(e).hasMessageThat().contains("what is pinned there is no map, but bpf-prog");
    }
    BpfException none =
        assertThrows(BpfException.class, () -> KernelMap.pinned(bpf.root().resolve("absent")));
    assertThat(none.kind()).isEqualTo(BpfException.Kind.NOT_FOUND);
    BpfException file =
        assertThrows(BpfException.class, () -> KernelMap.pinned(Path.of("/proc/version")));
    assertThat(file).hasMessageThat().contains("/proc/version");
    BpfException id = assertThrows(BpfException.class, () -> KernelMap.byId(Integer.MAX_VALUE));
    assertThat(id).hasMessageThat().contains("there is none of that id");
  }

  @Test
  void pinsAndTakesThePinAway() {
    try (KernelMap map = KernelMap.create(MapType.HASH, "made", 4, 4, 1)) {
      assertThat(map.isPinned()).isFalse();
      map.pin(bpf.root().resolve("folder").resolve("made"));
      BpfException twice = assertThrows(BpfException.class, () -> map.pin(pin));
      assertThat(twice).hasMessageThat().contains("unpin it first");
      try (KernelMap other = KernelMap.pinned(bpf.root().resolve("folder").resolve("made"))) {
        assertThat(other.info().id()).isEqualTo(map.info().id());
        other.unpin();
      }
      assertThat(Files.exists(bpf.root().resolve("folder").resolve("made"))).isFalse();
      map.pin(pin);
      map.unpin();
      assertThat(assertThrows(BpfException.class, map::unpin))
          .hasMessageThat()
          .contains("it is not pinned");
    }
  }

  @Test
  void closedMapThrowsAndItsDescriptorIsGone() {
    KernelMap map = KernelMap.create(MapType.HASH, "made", 4, 4, 1);
    BpfHashMap<Integer, Integer> face = map.as(BpfHashMap::of, Codec.INT32, Codec.INT32);
    int id = map.info().id();
    assertThat(map.isOpen()).isTrue();
    map.close();
    map.close();
    assertThat(map.isOpen()).isFalse();
    assertThrows(IllegalStateException.class, () -> face.put(1, 1));
    assertThrows(IllegalStateException.class, map::info);
    assertThrows(IllegalStateException.class, map::fd);
    assertThrows(IllegalStateException.class, map::keySize);
    assertThrows(IllegalStateException.class, () -> map.pin(pin));
    assertThrows(IllegalStateException.class, () -> map.bytes().lookup(new byte[4]));
    assertThrows(
        IllegalStateException.class, () -> map.as(BpfHashMap::of, Codec.INT32, Codec.INT32));
    assertThrows(BpfException.class, () -> KernelMap.byId(id));
  }

  @Test
  void mapThatIsThereHasNoObjectAndItsOptionsStay() {
    try (KernelMap map = KernelMap.create(MapType.HASH, "made", 4, 4, 1)) {
      assertThat(assertThrows(IllegalStateException.class, map::object))
          .hasMessageThat()
          .contains("belongs to no BpfObject");
      assertThrows(IllegalStateException.class, () -> map.options().setMaxEntries(2));
      assertThrows(IllegalStateException.class, () -> map.options().reusePinned(pin));
      assertThat(map.options().autocreate()).isTrue();
      assertThat(map.options().numaNode()).isEqualTo(-1);
      try (BpfObject object = Maps.open(Maps.GENERAL, "slots");
          KernelMap slots = KernelMap.create(MapType.ARRAY, "slots", 4, 8, 16)) {
        object.map("slots").options().reuse(slots);
        object.load();
        slots.as(BpfArray::of, Codec.INT64).put(2, 8L);
        assertThat(BpfArray.of(object.map("slots"), Codec.INT64).get(2)).isEqualTo(8);
      }
    }
  }

  @Test
  void refusedCreationSaysWhatWasAskedFor() {
    BpfException e =
        assertThrows(BpfException.class, () -> KernelMap.create(MapType.ARRAY, "odd", 3, 8, 16));
    assertThat(e).hasMessageThat().contains("key size 3, value size 8, 16 entries");
  }
}
