package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfObject;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.data.Codec;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfQueue;
import org.bpfskel.map.MapBatch;
import org.bpfskel.map.UpdateFlags;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Elements that a program can store, and that Java has no value for, or one value for several. */
@NeedsKernel
final class UnlikeInJavaTest {
  private static final String SOURCE =
      """
      #define SEC(name) __attribute__((section(name), used))
      #define MAP(name, kind, k, v) \\
        struct { int (*type)[kind]; int (*max_entries)[8]; k *key; v *value; } name SEC(".maps");
      typedef _Bool bools[2][2];
      MAP(by_bool, 1, _Bool, int)
      MAP(by_bools, 1, bools, int)
      MAP(bool_of, 1, int, _Bool)
      MAP(bool_at, 2, int, _Bool)
      MAP(by_float, 1, float, int)
      MAP(by_double, 1, double, int)
      struct { int (*type)[22]; int (*max_entries)[8]; _Bool *value; } queue SEC(".maps");
      struct { int (*type)[23]; int (*max_entries)[8]; _Bool *value; } stack SEC(".maps");
      char LICENSE[] SEC("license") = "GPL";
      """;

  private static final List<Integer> FLOATS =
      List.of(0, 0x80000000, 0x7fc00000, 0x7fc00001, 0x7f800001, 0xffc00000);

  @TempDir private static Path folder;
  private static Path file;

  @BeforeAll
  static void compile() throws IOException {
    file = folder.resolve("unlike.bpf.o");
    Clang.compile("bpf", SOURCE, file);
  }

  private static BpfObject load() {
    BpfObject object = BpfObject.open(file);
    object.load();
    return object;
  }

  private static String refusal(Runnable call) {
    return String.valueOf(assertThrows(IllegalStateException.class, call::run).getMessage());
  }

  @Test
  void boolThatIsNoKeyInJavaIsRefusedWithItsBytes() {
    try (BpfObject object = load()) {
      BpfHashMap<Boolean, Integer> map =
          BpfHashMap.of(object.map("by_bool"), Codec.BOOL, Codec.INT32);
      BpfHashMap<Byte, Integer> raw = BpfHashMap.of(object.map("by_bool"), Codec.INT8, Codec.INT32);
      raw.put((byte) 0, 10);
      raw.put((byte) 1, 11);
      assertThat(map.getAll()).containsExactly(false, 10, true, 11);
      raw.put((byte) 2, 12);
      Map<Byte, Integer> before = raw.getAll();

      String message = refusal(map::getAll);
      assertThat(message).contains("by_bool");
      assertThat(message).contains("key 02 cannot be read: a bool is the byte 0 or 1, and not 2");
      assertThat(message).contains("Codec.bytes(1)");
      assertThat(refusal(map::drain)).isEqualTo(message);
      assertThat(refusal(() -> map.keys().forEach(key -> {}))).isEqualTo(message);
      assertThat(raw.getAll()).isEqualTo(before);
      MapBatch batch = map.newBatch(8);
      assertThat(map.readBatch(batch)).isEqualTo(3);
    }
  }

  @Test
  void arrayOfBoolsIsRefusedToo() {
    try (BpfObject object = load()) {
      BpfHashMap<boolean[][], Integer> map =
          BpfHashMap.of(
              object.map("by_bools"),
              Codec.array(() -> new boolean[2][2], Kind.BOOL, 1, 2, 2),
              Codec.INT32);
      map.update(ByteBuffer.wrap(new byte[] {1, 0, 3, 1}), ByteBuffer.allocate(4), 0);
      assertThat(refusal(map::drain)).contains("key 01 00 03 01 cannot be read: a bool");
      assertThat(map.removeLong(0x01030001)).isTrue();
    }
  }

  @Test
  void boolThatIsNoValueInJavaIsRefusedWithItsKeyAndStays() {
    try (BpfObject object = load()) {
      BpfHashMap<Integer, Boolean> map =
          BpfHashMap.of(object.map("bool_of"), Codec.INT32, Codec.BOOL);
      map.putLong(7, 255);
      assertThat(refusal(() -> map.get(7))).contains("the value of key 07 00 00 00 cannot be read");
      assertThat(refusal(() -> map.getAndRemove(7))).contains("and not 255");
      assertThat(refusal(map::getAll)).contains("07 00 00 00");
      assertThat(refusal(map::drain)).contains("07 00 00 00");
      assertThat(map.containsKey(7)).isTrue();
      assertThat(map.getLong(7, 0)).isEqualTo(-1);

      BpfArray<Boolean> array = BpfArray.of(object.map("bool_at"), Codec.BOOL);
      array.putLong(3, 2);
      assertThat(array.get(2)).isFalse();
      assertThat(refusal(() -> array.get(3))).contains("key 03 00 00 00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue", "stack"})
  void boolThatIsNoValueInJavaStaysTheNextOne(String name) {
    try (BpfObject object = load()) {
      BpfQueue<Boolean> queue = BpfQueue.of(object.map(name), Codec.BOOL);
      BpfQueue<byte[]> raw = BpfQueue.of(object.map(name), Codec.bytes(1));
      byte[] ends = name.equals("queue") ? new byte[] {2, 1} : new byte[] {1, 2};
      for (byte each : ends) {
        queue.pushLong(each);
      }
      assertThat(refusal(queue::peek)).contains("a value cannot be read: a bool is");
      String message = refusal(queue::pop);
      assertThat(message).contains("and not 2");
      assertThat(refusal(queue::pop)).isEqualTo(message);
      assertThat(raw.pop()).isEqualTo(new byte[] {2});
      assertThat(queue.pop()).isTrue();
      assertThat(queue.pop()).isNull();
    }
  }

  @Test
  void whatTurnsUpBetweenLookingAndRemovingIsPutBack() {
    try (BpfObject object = load()) {
      BpfQueue<Byte> queue = BpfQueue.of(object.map("queue"), new Once());
      queue.push((byte) 1);
      queue.push((byte) 2);
      assertThrows(UnsupportedOperationException.class, queue::pop);
      assertThat(queue.popLong(0)).isEqualTo(2);
      assertThat(queue.popLong(0)).isEqualTo(1);

      BpfHashMap<Integer, Byte> map = BpfHashMap.of(object.map("bool_of"), Codec.INT32, new Once());
      map.put(5, (byte) 7);
      assertThrows(UnsupportedOperationException.class, () -> map.getAndRemove(5));
      assertThat(map.getLong(5, 0)).isEqualTo(7);

      BpfHashMap<Integer, Byte> drained =
          BpfHashMap.of(object.map("bool_of"), Codec.INT32, new Once());
      assertThrows(UnsupportedOperationException.class, drained::drain);
      assertThat(map.getLong(5, 0)).isEqualTo(7);
    }
  }

  /** Reads what it is asked to look at, and not what was removed then. */
  private static final class Once implements Codec<Byte> {
    private boolean read;

    @Override
    public int size() {
      return 1;
    }

    @Override
    public Byte read(ByteBuffer bytes, int at) {
      if (read) {
        throw new UnsupportedOperationException("once only");
      }
      read = true;
      return bytes.get(at);
    }

    @Override
    public void write(ByteBuffer bytes, int at, Byte value) {
      bytes.put(at, value);
    }
  }

  @Test
  void everyNumberThatAWalkGivesFindsItsElement() {
    try (BpfObject object = load()) {
      BpfHashMap<Float, Integer> map =
          BpfHashMap.of(object.map("by_float"), Codec.FLOAT32, Codec.INT32);
      FLOATS.forEach(bits -> map.putLong(bits, bits));
      List<Integer> met = new ArrayList<>();
      map.forEach(
          (key, value) -> {
            assertThat(map.get(key)).isEqualTo(value);
            assertThat(Float.floatToRawIntBits(key)).isEqualTo(value);
            met.add(value);
          });
      assertThat(met).containsExactlyElementsIn(FLOATS);

      assertThat(refusal(map::getAll)).containsMatch("by_float.*two keys are NaN in Java.*[7f]f");
      assertThat(refusal(map::drain)).contains("two keys are NaN in Java");
      assertThat(map.keys()).hasSize(FLOATS.size());
      MapBatch batch = map.newBatch(FLOATS.size());
      assertThat(map.drainBatch(batch)).isEqualTo(FLOATS.size());
      assertThat(map.keys()).isEmpty();

      map.putLong(FLOATS.get(2), 1);
      map.putLong(0, 2);
      assertThat(map.drain()).containsExactly(Float.NaN, 1, 0f, 2);
      assertThat(map.keys()).isEmpty();
    }
  }

  @Test
  void everyDoubleThatAWalkGivesFindsItsElement() {
    try (BpfObject object = load()) {
      BpfHashMap<Double, Integer> map =
          BpfHashMap.of(object.map("by_double"), Codec.FLOAT64, Codec.INT32);
      List<Long> all = List.of(0L, Long.MIN_VALUE, 0x7ff0000000000001L, 0x7ff8000000000000L);
      all.forEach(bits -> map.putLong(bits, 1, UpdateFlags.NOEXIST));
      List<Long> met = new ArrayList<>();
      for (double key : map.keys()) {
        met.add(Double.doubleToRawLongBits(key));
        assertThat(map.replace(key, 2)).isTrue();
      }
      assertThat(met).containsExactlyElementsIn(all);
      assertThat(refusal(map::getAll)).contains("two keys are NaN in Java");
    }
  }
}
