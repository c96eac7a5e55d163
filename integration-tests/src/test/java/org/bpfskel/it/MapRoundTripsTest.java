package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.Range;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.bpfskel.BpfMap;
import org.bpfskel.Cpus;
import org.bpfskel.Skeleton;
import org.bpfskel.data.Codec;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.RemovableMap;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements of every kind: what is walked can be found, what is removed is returned. */
@NeedsKernel
final class MapRoundTripsTest {
  private static final int ELEMENTS = 200;

  @TempDir private static Path folder;
  private static RoundTrips trips;

  @BeforeAll
  static void makeTheClass() throws IOException {
    trips = new RoundTrips(folder);
  }

  private static Object map(Skeleton skel, String name) {
    return Fields.get(Fields.get(skel, "maps"), name);
  }

  @SuppressWarnings("unchecked") // of whatever classes they are
  private static RemovableMap<Object, Object> elements(Skeleton skel, String name) {
    return (RemovableMap<Object, Object>) map(skel, name);
  }

  private static BpfHashMap<Object, Object> hash(Skeleton skel, String name) {
    return (BpfHashMap<Object, Object>) elements(skel, name);
  }

  @SuppressWarnings("unchecked") // of whatever class it is
  private static BpfQueue<Object> queue(Skeleton skel, String name) {
    return (BpfQueue<Object>) map(skel, name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EXTRA"})
  void everyKeyThatAWalkGivesFindsItsElement(String macro) throws IOException {
    try (Skeleton skel = trips.skeleton.open(trips.build(macro))) {
      skel.load();
      for (String name :
          List.of("by_name", "by_names", "by_struct", "by_union", "by_bits", "by_mixed")) {
        BpfHashMap<Object, Object> map = hash(skel, name);
        Map<ByteBuffer, ByteBuffer> elements = fill(map);
        int there = elements.size();

        List<Object> keys = new ArrayList<>();
        map.keys().forEach(keys::add);
        assertWithMessage(name).that(keys).hasSize(there);
        for (Object key : keys) {
          assertWithMessage(name + " " + key).that(map.get(key)).isNotNull();
          Object value = Objects.requireNonNull(map.get(key));
          assertThat(map.containsKey(key)).isTrue();
          map.put(key, value);
          assertThat(map.replace(key, value)).isTrue();
        }
        assertWithMessage(name).that(raw(map, elements.keySet())).isEqualTo(elements);

        Map<Object, Object> all = map.getAll();
        assertWithMessage(name).that(all).hasSize(there);
        map.putAll(all);
        assertWithMessage(name).that(raw(map, elements.keySet())).isEqualTo(elements);
        Object first = keys.get(0);
        Object removed = Objects.requireNonNull(map.getAndRemove(first));
        map.put(first, removed);
        assertThat(map.drain()).hasSize(there);
        assertThat(map.keys()).isEmpty();
        map.putAll(all);
        assertWithMessage(name).that(raw(map, elements.keySet())).isEqualTo(elements);
        assertThat(map.removeAll(all.keySet())).isEqualTo(there);
        assertThat(map.keys()).isEmpty();
      }
    }
  }

  private static Map<ByteBuffer, ByteBuffer> fill(RemovableMap<?, ?> map) {
    return fill(map, new Random(map.name().hashCode()), ELEMENTS);
  }

  private static Map<ByteBuffer, ByteBuffer> fill(
      RemovableMap<?, ?> map, Random random, int count) {
    Set<ByteBuffer> keys = new HashSet<>();
    while (keys.size() < count) {
      keys.add(ByteBuffer.wrap(RoundTrips.random(random, map.keySize())));
    }
    for (ByteBuffer key : keys) {
      map.update(key, ByteBuffer.wrap(RoundTrips.random(random, map.valueSize())), UpdateFlags.ANY);
    }
    return raw(map, keys);
  }

  private static Map<ByteBuffer, ByteBuffer> raw(RemovableMap<?, ?> map, Set<ByteBuffer> keys) {
    Map<ByteBuffer, ByteBuffer> elements = new HashMap<>();
    for (ByteBuffer key : keys) {
      ByteBuffer value = ByteBuffer.allocate(map.valueSize()).order(ByteOrder.nativeOrder());
      assertThat(map.lookup(key, value)).isTrue();
      elements.put(key, value);
    }
    return elements;
  }

  @ParameterizedTest
  @ValueSource(strings = {"by_truth", "by_answers", "by_number", "by_precise"})
  void whatJavaHasNoValueForIsRefusedAndNeverLost(String name) {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      BpfHashMap<Object, Object> map = hash(skel, name);
      Random random = new Random(5);
      int returned = 0;
      for (int round = 0; round < ELEMENTS; round++) {
        Map<ByteBuffer, ByteBuffer> before = fill(map, random, 1 + random.nextInt(3));
        boolean all =
            succeeds(
                () -> {
                  Map<Object, Object> drained = map.drain();
                  assertThat(succeeds(map::drain)).isTrue();
                  assertThat(drained).hasSize(before.size());
                  map.putAll(drained);
                });
        assertThat(raw(map, before.keySet())).isEqualTo(before);
        returned += all ? 1 : 0;
        succeeds(
            () -> {
              for (Object key : map.keys()) {
                map.put(key, Objects.requireNonNull(map.get(key)));
                map.put(key, Objects.requireNonNull(map.getAndRemove(key)));
              }
            });
        assertThat(raw(map, before.keySet())).isEqualTo(before);
        assertThat(map.drainBatch(map.newBatch(ELEMENTS))).isEqualTo(before.size());
      }
      assertThat(returned).isIn(Range.open(0, ELEMENTS));
    }
  }

  /** Whether a call is not refused. */
  private static boolean succeeds(Runnable call) {
    try {
      call.run();
      return true;
    } catch (IllegalStateException refused) {
      assertThat(refused).hasMessageThat().containsMatch("cannot be read|two keys");
      return false;
    }
  }

  @Test
  void whatAQueueGivesIsPutBackAsItWas() {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      Random random = new Random(2);
      for (String name : List.of("jobs", "words")) {
        BpfQueue<byte[]> raw = bytesOf(skel, name);
        BpfQueue<Object> queue = queue(skel, name);
        byte[] value = RoundTrips.random(random, raw.valueSize());
        raw.push(value);
        queue.push(Objects.requireNonNull(queue.pop()));
        assertThat(raw.pop()).isEqualTo(value);
      }
    }
  }

  private static BpfQueue<byte[]> bytesOf(Skeleton skel, String name) {
    BpfMap queue = skel.object().map(name);
    return BpfQueue.of(queue, Codec.bytes(queue.valueSize()));
  }

  @Test
  void whatAQueueDoesNotGiveStaysInItsPlace() {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      BpfQueue<byte[]> raw = bytesOf(skel, "yes_or_no");
      BpfQueue<Object> queue = queue(skel, "yes_or_no");
      Random random = new Random(6);
      for (int round = 0; round < ELEMENTS; round++) {
        byte[] values = RoundTrips.random(random, 8);
        for (byte each : values) {
          raw.push(new byte[] {each});
        }
        for (byte each : values) {
          boolean given = succeeds(() -> assertThat(queue.pop()).isEqualTo(each == 1));
          assertThat(given).isEqualTo(each == 0 || each == 1);
          if (!given) {
            assertThat(raw.pop()).isEqualTo(new byte[] {each});
          }
        }
        assertThat(queue.pop()).isNull();
      }
    }
  }

  @Test
  void prefixesThatAWalkGivesAreFoundAndRemoved() {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      RemovableMap<Object, Object> map = elements(skel, "by_prefix");
      Random random = new Random(3);
      for (int i = 0; i < ELEMENTS; i++) {
        ByteBuffer key = ByteBuffer.wrap(RoundTrips.random(random, map.keySize()));
        key.order(ByteOrder.nativeOrder()).putInt(0, random.nextInt(41));
        map.update(
            key, ByteBuffer.wrap(RoundTrips.random(random, map.valueSize())), UpdateFlags.ANY);
      }
      List<Object> keys = new ArrayList<>();
      map.keys().forEach(keys::add);
      assertThat(keys).isNotEmpty();
      assertThat(map.getAll()).hasSize(keys.size());
      for (Object key : keys) {
        assertThat(map.remove(key)).isTrue();
      }
      assertThat(map.keys()).isEmpty();
    }
  }

  @Test
  void valuesOfEachCpuArePutBackAsTheyWere() {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      BpfHashMap<Object, Object> map = hash(skel, "per_cpu");
      Random random = new Random(4);
      ByteBuffer key = ByteBuffer.wrap(RoundTrips.random(random, map.keySize()));
      byte[] value = RoundTrips.random(random, map.valueSize() * Cpus.possible());
      map.update(key, ByteBuffer.wrap(value), UpdateFlags.ANY);
      map.putAll(map.drain());
      ByteBuffer after = ByteBuffer.allocate(value.length);
      assertThat(map.lookup(key, after)).isTrue();
      assertThat(after).isEqualTo(ByteBuffer.wrap(value));
    }
  }

  @Test
  void whatDrainCannotReturnStays() {
    try (Skeleton skel = trips.skeleton.open()) {
      skel.load();
      BpfMap plain = skel.object().map("by_name");
      Codec<byte[]> values = Codec.bytes(plain.valueSize());
      BpfHashMap<byte[], byte[]> whole = BpfHashMap.of(plain, Codec.bytes(6), values);
      Map<ByteBuffer, ByteBuffer> elements = fill(whole);
      for (int reads : List.of(-1, 0, ELEMENTS / 2)) {
        BpfHashMap<Byte, byte[]> part = BpfHashMap.of(plain, new FirstByte(reads), values);
        assertThrows(RuntimeException.class, part::drain);
        assertThat(raw(whole, elements.keySet())).isEqualTo(elements);
      }
    }
  }

  /** Of a key its first byte: others have it too. */
  private static final class FirstByte implements Codec<Byte> {
    private int left;

    FirstByte(int readsUntilItThrows) {
      left = readsUntilItThrows;
    }

    @Override
    public int size() {
      return 6;
    }

    @Override
    public Byte read(ByteBuffer bytes, int at) {
      if (left-- == 0) {
        throw new UnsupportedOperationException("no more");
      }
      return bytes.get(at);
    }

    @Override
    public void write(ByteBuffer bytes, int at, Byte value) {
      throw new UnsupportedOperationException("a part of a key is no key");
    }
  }
}
