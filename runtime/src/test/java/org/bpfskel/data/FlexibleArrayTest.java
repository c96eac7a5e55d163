package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.internal.value.LayoutMatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Arrays of no fixed length, {@code data[]}: as far as a record came, and back. */
final class FlexibleArrayTest {
  private static final int AT = 24;
  private static final int LONGEST = 80;
  private static final int ROUNDS = 2_000;

  /** {@code struct event { long time; char kind; char data[]; }}: data begins in the padding. */
  private static final GeneratedLayout EVENT_MEMBERS =
      GeneratedLayout.of("event", 16)
          .int64("time", "long", 0)
          .int8("kind", "char", 8)
          .flexible("data", "char[]", 9, Kind.INT8, 1);

  private static final StructLayout EVENT = EVENT_MEMBERS.structLayout();

  /** {@code struct path { int n; struct point points[]; }}. */
  private static final StructLayout PATH =
      GeneratedLayout.of("path", 4)
          .int32("n", "int", 0)
          .flexibleStructs("points", "struct point[]", 4, Point.MEMBERS)
          .structLayout();

  private final Random random = new Random(11);

  private ByteBuffer ring() {
    byte[] bytes = new byte[256];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  private static StructCodec<StructValue> codec(StructLayout layout) {
    return new StructCodec<>(() -> AnyStruct.of(layout));
  }

  private static StructCodec<StructValue> codec(StructLayout ofClass, StructLayout build) {
    LayoutMatch match = new LayoutMatch(build.size());
    StructLayout matched = match.members("any", ofClass, build);
    assertThat(match.problems()).isEmpty();
    return new StructCodec<>(() -> AnyStruct.of(ofClass), matched);
  }

  private static StructValue record(StructLayout layout, ByteBuffer ring, int length) {
    return codec(layout).readRecord(ring, AT, length);
  }

  private static Object elements(StructValue value) {
    Object[] fields = AnyStruct.fields(value);
    return fields[fields.length - 1];
  }

  private static void set(StructValue value, @Nullable Object elements) {
    Object[] fields = AnyStruct.fields(value);
    fields[fields.length - 1] = elements;
  }

  private static byte[] written(StructCodec<StructValue> codec, StructValue value) {
    byte[] bytes = new byte[codec.recordSize(value)];
    Arrays.fill(bytes, (byte) 0x5a);
    codec.writeRecord(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0, value);
    return bytes;
  }

  private static byte[] came(ByteBuffer ring, int length) {
    byte[] bytes = new byte[length];
    ring.get(AT, bytes);
    return bytes;
  }

  @Test
  void bytesAreThoseOfTheRecordBehindTheOffset() {
    for (int length = 0; length <= LONGEST; length++) {
      ByteBuffer ring = ring();
      byte[] expected =
          length < 9 ? new byte[0] : Arrays.copyOfRange(came(ring, length), 9, length);
      StructValue value = record(EVENT, ring, length);

      assertThat((byte[]) elements(value)).isEqualTo(expected);
      assertThat(value.recordLength()).isEqualTo(length);
    }
  }

  @Test
  void structsAreThoseThatCameAsAWhole() {
    for (int length = 0; length <= LONGEST; length++) {
      ByteBuffer ring = ring();
      StructValue[] points = (StructValue[]) elements(record(PATH, ring, length));

      assertThat(points).hasLength(Math.max(0, length - 4) / 8);
      for (int i = 0; i < points.length; i++) {
        StructValue point = AnyStruct.of(Point.LAYOUT);
        point.read(ring.duplicate().position(AT + 4 + 8 * i));
        assertThat(points[i]).isEqualTo(point);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordIsSentAsItCame(boolean overlap) {
    RandomLayouts layouts = new RandomLayouts(random);
    for (int round = 0; round < ROUNDS; round++) {
      StructLayout layout = layouts.nextFlexible(overlap);
      sentAsItCame(codec(layout), ring());
      sentAsItCame(codec(layout, layouts.otherBuild(layout)), ring());
    }
  }

  private void sentAsItCame(StructCodec<StructValue> codec, ByteBuffer ring) {
    int length = random.nextInt(LONGEST);
    StructValue value = codec.readRecord(ring, AT, length);
    byte[] sent = written(codec, value);
    byte[] expected = Arrays.copyOf(came(ring, length), sent.length);

    assertThat(sent.length).isAtLeast(codec.size());
    assertThat(sent).isEqualTo(expected);
    ByteBuffer copy = ByteBuffer.allocate(AT + Math.max(sent.length, LONGEST));
    copy.order(ByteOrder.nativeOrder()).put(AT, sent);
    StructValue again = codec.readRecord(copy, AT, length);
    assertThat(again).isEqualTo(value);
    assertThat(again.hashCode()).isEqualTo(value.hashCode());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void objectThatIsFilledAgainIsLikeANewOne(boolean overlap) {
    RandomLayouts layouts = new RandomLayouts(random);
    for (int round = 0; round < ROUNDS / 10; round++) {
      StructLayout layout = layouts.nextFlexible(overlap);
      ByteBuffer ring = ring();
      StructCursor<StructValue> cursor = new StructCursor<>(ring, AnyStruct.of(layout));
      for (int i = 0; i < 10; i++) {
        int length = random.nextInt(LONGEST);
        assertThat(cursor.readRecord(AT, length)).isEqualTo(record(layout, ring, length));
      }
    }
  }

  @Test
  void arrayIsFilledAgainWhereItsLengthIsTheSame() {
    StructCursor<StructValue> cursor = new StructCursor<>(ring(), AnyStruct.of(EVENT));
    Object first = elements(cursor.readRecord(AT, 20));
    assertThat(elements(cursor.readRecord(AT + 1, 20))).isSameInstanceAs(first);
    assertThat(elements(cursor.readRecord(AT, 21))).isNotSameInstanceAs(first);
    assertThat((byte[]) elements(cursor.read(AT))).isEmpty();
  }

  @Test
  void structAndArrayHaveARecordOfTheirOwnSize() {
    StructValue value = AnyStruct.of(EVENT);
    assertThat(written(codec(EVENT), value)).isEqualTo(new byte[16]);
    set(value, new byte[] {1, 2, 3});
    byte[] expected = Arrays.copyOf(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, 16);
    assertThat(written(codec(EVENT), value)).isEqualTo(expected);
    set(value, new byte[8]);
    assertThat(written(codec(EVENT), value)).isEqualTo(new byte[17]);
  }

  @Test
  void fewerElementsLeaveNothingOfTheOthers() {
    ByteBuffer ring = ring();
    ring.put(AT, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5});
    StructValue value = record(EVENT, ring, 14);
    set(value, new byte[] {1});
    StructValue fresh = AnyStruct.of(EVENT);
    set(fresh, new byte[] {1});

    assertThat(written(codec(EVENT), value)).isEqualTo(written(codec(EVENT), fresh));
    assertThat(value).isEqualTo(fresh);
    assertThat(value.toString()).isEqualTo("event{time=0, kind=0, data=[1]}");
    set(fresh, new byte[] {2});
    assertThat(value).isNotEqualTo(fresh);
  }

  @Test
  void whatIsNoRecordHasNoElementsAndTakesNone() {
    StructValue value = record(EVENT, ring(), 30);
    ByteBuffer bytes = ByteBuffer.allocate(32);
    assertRefused(() -> value.write(bytes), "event.data: has 21 elements, for which only records");
    assertRefused(() -> codec(EVENT).write(bytes, 0, value), "event.data: has 21 elements");
    value.read(ring());
    assertThat((byte[]) elements(value)).isEmpty();
    value.write(bytes.clear());
    set(value, null);
    assertRefused(() -> value.write(bytes.clear()), "event.data: null");
    assertRefused(() -> written(codec(EVENT), value), "event.data: null");
  }

  @Test
  void structInAnotherHasNoElementsAndTakesNone() {
    StructLayout outer =
        GeneratedLayout.of("outer", 32)
            .struct("one", "struct event", 0, EVENT_MEMBERS)
            .structs("more", "struct event[1]", 16, EVENT_MEMBERS, 1)
            .structLayout();
    StructValue value = record(outer, ring(), 60);
    StructValue one = (StructValue) AnyStruct.fields(value)[0];
    StructValue more = ((StructValue[]) AnyStruct.fields(value)[1])[0];
    assertThat((byte[]) elements(one)).isEmpty();
    assertThat((byte[]) elements(more)).isEmpty();
    set(more, new byte[2]);
    assertRefused(() -> written(codec(outer), value), "outer.more[0].data: has 2 elements");
    set(more, new byte[0]);
    set(one, new byte[1]);
    assertRefused(() -> written(codec(outer), value), "outer.one.data: has 1 elements");
  }

  @Test
  void buildThatLacksTheArrayReadsNoneAndTakesNone() {
    StructLayout without = GeneratedLayout.of("event", 9).int64("time", "long", 1).structLayout();
    StructCodec<StructValue> codec = codec(EVENT, without);
    StructValue value = codec.readRecord(ring(), AT, 40);
    assertThat((byte[]) elements(value)).isEmpty();
    assertThat(written(codec, value)).hasLength(9);
    set(value, new byte[1]);
    assertRefused(() -> written(codec, value), "event.data: is set, but this build");
  }

  @Test
  void buildWithAnArrayOfAFixedLengthIsAnother() {
    StructLayout fixed =
        GeneratedLayout.of("event", 16).array("data", "char[4]", 8, Kind.INT8, 1, 4).structLayout();
    LayoutMatch match = new LayoutMatch(16);
    match.members("event", EVENT, fixed);
    assertThat(match.problems()).hasSize(1);
    assertThat(match.problems().get(0)).startsWith("event.data: char[] of 0 bytes in the class");
  }

  private static void assertRefused(Runnable write, String message) {
    assertThat(assertThrows(IllegalArgumentException.class, write::run))
        .hasMessageThat()
        .startsWith(message);
  }

  @Test
  void objectWithoutSuchAnArrayIsFilledAgainWithoutAllocation() {
    StructCursor<Point> cursor = new StructCursor<>(ring(), new Point());
    int records = 100_000;
    assertThat(AllocatedBytes.least(records, i -> cursor.readRecord(AT, 8 + i % 40)))
        .isLessThan(records);
  }
}
