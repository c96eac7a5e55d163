package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
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
import org.bpfskel.data.ArrayVar;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variable;
import org.bpfskel.data.Variables;
import org.bpfskel.generated.Skeleton;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.RemovableMap;
import org.bpfskel.map.UpdateFlags;
import org.bpfskel.struct.Codec;
import org.bpfskel.struct.StructValue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Structs as clang lays them out: what is read can be written, what is walked can be found. */
@NeedsLibbpf
final class RoundTripsTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      typedef unsigned long long u64;
      enum mode { OFF, ON, AUTO };
      enum level { LOW = -1, MIDDLE, HIGH };
      struct flags { unsigned a:1, b:1, c:10, d:4; };
      struct wide { u64 whole:64; };
      struct small { signed char s:3; unsigned char u:5; short n:9; };
      struct logic { _Bool on:1; _Bool off:1; enum mode mode:2; enum level level:2; long long big:40; };
      struct tight { char c; unsigned x:3; u64 y:33; } __attribute__((packed));
      struct padded { char c; int n; };
      union either { int number; char text[6]; struct padded padded; };
      struct outer {
        struct flags one;
        struct flags many[3];
        char name[5];
        char lines[2][3];
        _Bool decided;
        _Bool each[3];
        struct padded padded;
        struct padded pairs[2];
        union { int i; char c[6]; };
        union either either;
        float f;
        double d;
      #ifdef EXTRA
        int extra;
      #endif
        struct logic logic;
        struct tight tight;
        struct wide wide;
        struct small small;
      };
      struct outer value;
      struct outer row[2];
      struct flags some_flags = { 1, 0, 1023, 9 };
      struct logic some_logic = { 1, 0, AUTO, LOW, -5 };
      struct tight some_tight = { 'x', 5, 0x1ffffffff };
      struct wide some_wide = { ~0ull };
      struct small some_small = { -4, 31, -256 };
      char label[6] = "ab";
      char labels[2][4];
      _Bool answers[4];
      const volatile struct outer constant = {
        .name = "full!",
      #ifdef EXTRA
        .extra = 9,
      #endif
      };
      #define MAP(name, kind, k, v) \\
        struct { int (*type)[kind]; int (*max_entries)[512]; k *key; v *value; } name SEC(".maps");
      typedef char name_t[6];
      typedef char names_t[2][4];
      typedef struct { _Bool b; char c[3]; long long n; } mixed_t;
      MAP(by_name, 1, name_t, struct outer)
      MAP(by_names, 1, names_t, name_t)
      MAP(by_struct, 1, struct padded, struct outer)
      MAP(by_union, 1, union either, union either)
      MAP(by_bits, 9, struct logic, struct flags)
      MAP(by_mixed, 1, mixed_t, mixed_t)
      MAP(per_cpu, 5, struct padded, struct padded)
      struct prefix { unsigned bits; char data[5]; };
      struct {
        int (*type)[11]; int (*map_flags)[1]; int (*max_entries)[512];
        struct prefix *key; struct padded *value;
      } by_prefix SEC(".maps");
      struct { int (*type)[22]; int (*max_entries)[8]; struct outer *value; } jobs SEC(".maps");
      struct { int (*type)[23]; int (*max_entries)[8]; name_t *value; } words SEC(".maps");
      char LICENSE[] SEC("license") = "GPL";
      """;

  private static final int ELEMENTS = 200;

  @TempDir private static Path folder;
  private static CompiledSkeleton skeleton;

  @BeforeAll
  static void makeTheClass() throws IOException {
    Files.createDirectories(folder.resolve("bpf"));
    Files.write(folder.resolve("bpf/trips.bpf.o"), build(""));
    skeleton = CompiledSkeleton.of("bpf/trips.bpf.o", folder);
  }

  private static byte[] build(String macro) throws IOException {
    Path object = folder.resolve("build.bpf.o");
    String define = macro.isEmpty() ? "" : "#define " + macro + "\n";
    Clang.compile("bpf", define + SOURCE, object);
    return Files.readAllBytes(object);
  }

  @SuppressWarnings("unchecked") // of whatever class it is
  private static <T> ValueVar<T> variable(Skeleton skel, String section, String name) {
    return (ValueVar<T>) Fields.get(Fields.get(skel, section), name);
  }

  private static byte[] bytes(ValueVar<?> variable) {
    ByteBuffer view = variable.view();
    byte[] bytes = new byte[view.remaining()];
    view.get(bytes);
    return bytes;
  }

  /** Texts that end and do not, padding that is clear and is not. */
  private static byte[] random(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    for (int i = 0; i < size; i++) {
      bytes[i] = random.nextInt(3) == 0 ? 0 : bytes[i];
    }
    return bytes;
  }

  @Test
  void bitfieldsReadAndPrintAsCHasThem() {
    try (Skeleton skel = skeleton.open()) {
      assertThat(variable(skel, "data", "some_flags").get().toString())
          .isEqualTo("flags{a=1, b=0, c=1023, d=9}");
      assertThat(variable(skel, "data", "some_logic").get().toString())
          .isEqualTo("logic{on=true, off=false, mode=2, level=-1, big=-5}");
      assertThat(variable(skel, "data", "some_tight").get().toString())
          .isEqualTo("tight{c=120, x=5, y=8589934591}");
      assertThat(variable(skel, "data", "some_wide").get().toString())
          .isEqualTo("wide{whole=18446744073709551615}");
      assertThat(variable(skel, "data", "some_small").get().toString())
          .isEqualTo("small{s=-4, u=31, n=-256}");
    }
  }

  @Test
  void bitfieldsAreWrittenAsCHasThem() {
    try (Skeleton skel = skeleton.open()) {
      for (String name : List.of("some_flags", "some_logic", "some_tight", "some_small")) {
        ValueVar<StructValue> variable = variable(skel, "data", name);
        byte[] fromC = bytes(variable);
        StructValue read = variable.get();
        StructValue fresh = skeleton.struct(classOf(read));
        copyFields(read, fresh);
        variable.set(skeleton.struct(classOf(read)));
        assertThat(bytes(variable)).isEqualTo(new byte[fromC.length]);
        variable.set(fresh);
        assertWithMessage(name).that(bytes(variable)).isEqualTo(fromC);
      }
    }
  }

  private static String classOf(StructValue value) {
    return value.getClass().getSimpleName();
  }

  private static void copyFields(StructValue from, StructValue to) {
    for (Field each : from.getClass().getFields()) {
      Fields.set(to, each.getName(), Fields.get(from, each.getName()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EXTRA"})
  void variablesAreSetToWhatTheyAreByteForByte(String macro) throws IOException {
    Random random = new Random(1);
    try (Skeleton skel = skeleton.open(build(macro))) {
      for (String section : List.of("bss", "data")) {
        Variables variables = (Variables) Fields.get(skel, section);
        for (Field each : variables.getClass().getFields()) {
          for (int round = 0; round < 20; round++) {
            ValueVar<Object> variable = variable(skel, section, each.getName());
            ValueVar<byte[]> raw = variables.bytes(each.getName());
            byte[] before = random(random, bytes(variable).length);
            raw.set(before);
            variable.set(variable.get());
            assertWithMessage(each.getName()).that(raw.get()).isEqualTo(before);
            setElements(variable);
            assertWithMessage(each.getName()).that(raw.get()).isEqualTo(before);
          }
        }
      }
    }
  }

  /** Each element for itself. */
  @SuppressWarnings("unchecked") // values go where they come from
  private static void setElements(ValueVar<?> variable) {
    if (variable instanceof ArrayVar<?, ?> array) {
      for (int i = 0; i < array.length(); i++) {
        Variable element = array.at(i);
        if (element instanceof ValueVar<?> value) {
          ((ValueVar<Object>) value).set(value.get());
        }
      }
    } else if (variable instanceof StructVar<?> struct) {
      for (var member : struct.members().structLayout().members()) {
        if (member.name().equals("name")) {
          ValueVar<String> text = struct.members().text("name");
          text.set(text.get());
        }
      }
    }
  }

  @Test
  void membersOfANewerBuildStay() throws IOException {
    try (Skeleton skel = skeleton.open(build("EXTRA"))) {
      ValueVar<StructValue> constant = variable(skel, "rodata", "constant");
      Variables members = ((StructVar<?>) constant).members();
      StructValue value = constant.get();
      assertThat(Fields.get(value, "name")).isEqualTo("full!");
      Fields.set(value, "decided", true);
      constant.set(value);
      assertThat(members.int32("extra").get()).isEqualTo(9);
      assertThat(Fields.get(constant.get(), "name")).isEqualTo("full!");

      constant.set(skeleton.struct("Outer"));
      assertThat(members.int32("extra").get()).isEqualTo(9);
      assertThat(constant.get()).isNotEqualTo(value);
      assertThat(Fields.get(constant.get(), "decided")).isEqualTo(false);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "EXTRA"})
  @NeedsKernel
  void everyKeyThatAWalkGivesFindsItsElement(String macro) throws IOException {
    try (Skeleton skel = skeleton.open(build(macro))) {
      skel.load();
      for (String name :
          List.of("by_name", "by_names", "by_struct", "by_union", "by_bits", "by_mixed")) {
        @SuppressWarnings("unchecked") // of whatever classes they are
        BpfHashMap<Object, Object> map =
            (BpfHashMap<Object, Object>) Fields.get(Fields.get(skel, "maps"), name);
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
    Random random = new Random(map.name().hashCode());
    Set<ByteBuffer> keys = new HashSet<>();
    while (keys.size() < ELEMENTS) {
      keys.add(ByteBuffer.wrap(random(random, map.keySize())));
    }
    for (ByteBuffer key : keys) {
      map.update(key, ByteBuffer.wrap(random(random, map.valueSize())), UpdateFlags.ANY);
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

  @Test
  @NeedsKernel
  void whatAQueueGivesIsPutBackAsItWas() {
    try (Skeleton skel = skeleton.open()) {
      skel.load();
      Random random = new Random(2);
      for (String name : List.of("jobs", "words")) {
        BpfQueue<byte[]> raw =
            BpfQueue.of(skel.object().map(name), Codec.bytes(skel.object().map(name).valueSize()));
        @SuppressWarnings("unchecked") // of whatever class it is
        BpfQueue<Object> queue = (BpfQueue<Object>) Fields.get(Fields.get(skel, "maps"), name);
        byte[] value = random(random, skel.object().map(name).valueSize());
        raw.push(value);
        queue.push(Objects.requireNonNull(queue.pop()));
        assertThat(raw.pop()).isEqualTo(value);
      }
    }
  }

  @Test
  @NeedsKernel
  void prefixesThatAWalkGivesAreFoundAndRemoved() {
    try (Skeleton skel = skeleton.open()) {
      skel.load();
      @SuppressWarnings("unchecked") // of whatever classes they are
      RemovableMap<Object, Object> map =
          (RemovableMap<Object, Object>) Fields.get(Fields.get(skel, "maps"), "by_prefix");
      Random random = new Random(3);
      for (int i = 0; i < ELEMENTS; i++) {
        ByteBuffer key = ByteBuffer.wrap(random(random, map.keySize()));
        key.order(ByteOrder.nativeOrder()).putInt(0, random.nextInt(41));
        map.update(key, ByteBuffer.wrap(random(random, map.valueSize())), UpdateFlags.ANY);
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
  @NeedsKernel
  void valuesOfEachCpuArePutBackAsTheyWere() {
    try (Skeleton skel = skeleton.open()) {
      skel.load();
      @SuppressWarnings("unchecked") // of whatever classes they are
      BpfHashMap<Object, Object> map =
          (BpfHashMap<Object, Object>) Fields.get(Fields.get(skel, "maps"), "per_cpu");
      Random random = new Random(4);
      ByteBuffer key = ByteBuffer.wrap(random(random, map.keySize()));
      byte[] value = random(random, map.valueSize() * Cpus.possible());
      map.update(key, ByteBuffer.wrap(value), UpdateFlags.ANY);
      map.putAll(map.drain());
      ByteBuffer after = ByteBuffer.allocate(value.length);
      assertThat(map.lookup(key, after)).isTrue();
      assertThat(after).isEqualTo(ByteBuffer.wrap(value));
    }
  }

  @Test
  @NeedsKernel
  void whatDrainCannotReturnStays() {
    try (Skeleton skel = skeleton.open()) {
      skel.load();
      BpfMap plain = skel.object().map("by_name");
      Codec<byte[]> values = Codec.bytes(plain.valueSize());
      BpfHashMap<byte[], byte[]> whole = BpfHashMap.of(plain, Codec.bytes(6), values);
      Map<ByteBuffer, ByteBuffer> elements = fill(whole);
      Map<Byte, byte[]> taken = BpfHashMap.of(plain, new FirstByte(-1), values).drain();

      int left = whole.getAll().size();
      assertThat(taken).isNotEmpty();
      assertThat(left).isGreaterThan(0);
      assertThat(taken.size() + left).isEqualTo(elements.size());

      whole.drain();
      fill(whole);
      BpfHashMap<Byte, byte[]> thrower = BpfHashMap.of(plain, new FirstByte(ELEMENTS / 2), values);
      assertThrows(UnsupportedOperationException.class, thrower::drain);
      assertThat(raw(whole, elements.keySet())).isEqualTo(elements);
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
