package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.generated.GeneratedLayout;
import org.bpfskel.internal.value.LayoutMatch;
import org.junit.jupiter.api.Test;

/** Records of every length up to that of their struct, and beyond, with other bytes behind them. */
final class ShortRecordTest {
  private static final int AT = 24;
  private static final int BEYOND = 16;

  /** {@code struct everything} without its first member, the others in another place. */
  private static final StructLayout OTHER_BUILD =
      new LayoutMatch(48)
          .members(
              "everything",
              Everything.LAYOUT,
              GeneratedLayout.of("everything", 48)
                  .int64("total", "long", 0)
                  .text("label", "char[7]", 8, 7)
                  .array("words", "unsigned int[2]", 16, Kind.UINT32, 4, 2)
                  .structs("corners", "struct point[2][1]", 24, Point.MEMBERS, 2, 1)
                  .structLayout());

  private final Random random = new Random(7);

  /** A buffer full of other bytes, as a ring is. */
  private ByteBuffer ring() {
    byte[] bytes = new byte[256];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /** The same bytes as far as the record goes, and zeros behind it. */
  private static ByteBuffer padded(ByteBuffer ring, int length) {
    ByteBuffer alone = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
    return alone.put(AT, ring, AT, length);
  }

  private static <T> T record(Codec<T> codec, ByteBuffer ring, int length) {
    return ((RecordCodec<T>) codec).readRecord(ring, AT, length);
  }

  private <T extends StructValue> void readsWhatCame(Supplier<T> empty, StructLayout layout) {
    RecordCodec<T> codec = (RecordCodec<T>) Codec.struct(empty, layout);
    T reused = empty.get();
    for (int length = layout.size() + BEYOND; length >= 0; length--) {
      ByteBuffer ring = ring();
      T expected = codec.read(padded(ring, length), AT);
      T fresh = codec.readRecord(ring, AT, length);
      assertThat(fresh).isEqualTo(expected);
      assertThat(fresh.recordLength()).isEqualTo(length);
      assertThat(new StructCursor<>(ring, reused, layout).readRecord(AT, length))
          .isEqualTo(expected);
      assertThat(reused.recordLength()).isEqualTo(length);
    }
  }

  @Test
  void structHasWhatCameAndZerosBehindIt() {
    readsWhatCame(Everything::new, Everything.LAYOUT);
    readsWhatCame(Point::new, Point.LAYOUT);
  }

  @Test
  void unionHasWhatCameAndZerosBehindIt() {
    readsWhatCame(Word::new, Word.LAYOUT);
  }

  @Test
  void structOfAnotherBuildHasWhatCameAndZerosBehindIt() {
    readsWhatCame(Everything::new, OTHER_BUILD);
  }

  @Test
  void objectThatIsFilledAgainShowsNothingOfALongerRecord() {
    ByteBuffer ring = ring();
    ring.putInt(AT, 1).putInt(AT + 4, 2);
    Everything reused = new Everything();
    StructCursor<Everything> cursor = new StructCursor<>(ring, reused);
    cursor.readRecord(AT, Everything.LAYOUT.size());
    assertThat(cursor.readRecord(AT, 0)).isEqualTo(new Everything());
  }

  @Test
  void numberThatIsCutInTwoHasTheBytesThatCame() {
    ByteBuffer ring = ring();
    ring.putLong(AT + 8, -1);
    Everything value = record(Codec.struct(Everything::new), ring, 8 + 3);
    ByteBuffer total = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    total.put(0, new byte[] {-1, -1, -1});
    assertThat(value.total).isEqualTo(total.getLong(0));
  }

  @Test
  void arraysAndTextsHaveWhatCameAndNumbersMustBeWhole() {
    ByteBuffer ring = ring();
    ring.put(AT, new byte[] {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'});
    assertThat(record(Codec.text(64), ring, 3)).isEqualTo("abc");
    assertArrayEquals(new byte[] {'a', 'b', 0, 0}, record(Codec.bytes(4), ring, 2));
    ring.putInt(AT, 5).putInt(AT + 4, 6);
    Codec<int[]> numbers = Codec.array(() -> new int[3], Kind.UINT32, 4, 3);
    assertArrayEquals(new int[] {5, 6, 0}, record(numbers, ring, 8));
    assertThat(Codec.INT32).isNotInstanceOf(RecordCodec.class);
  }

  @Test
  void whatIsNoRecordHasTheSizeOfItsStruct() {
    Point value = new Point();
    assertThat(value.recordLength()).isEqualTo(value.byteSize());
    new StructCursor<>(ring(), value).readRecord(AT, 1);
    assertThat(value.recordLength()).isEqualTo(1);
    value.read(ring());
    assertThat(value.recordLength()).isEqualTo(value.byteSize());
  }

  @Test
  void objectOfNumbersIsFilledAgainWithoutAllocation() {
    StructCursor<Point> cursor = new StructCursor<>(ring(), new Point());
    int records = 100_000;
    assertThat(AllocatedBytes.least(records, i -> cursor.readRecord(AT, i % 6)))
        .isLessThan(records);
  }
}
