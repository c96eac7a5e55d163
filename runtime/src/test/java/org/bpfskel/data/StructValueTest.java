package org.bpfskel.data;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Structs of C as Java fields, on plain memory. */
class StructValueTest {
  private static ByteBuffer bytesOf(StructValue value) {
    ByteBuffer bytes = ByteBuffer.allocate(value.byteSize()).order(ByteOrder.nativeOrder());
    value.write(bytes);
    return bytes.flip();
  }

  @Test
  void everyKindOfMemberComesBackAsItWent() {
    Everything written = Everything.filled();
    Everything read = new Everything();
    read.read(bytesOf(written));

    assertThat(read).isEqualTo(written);
    assertThat(read.port).isEqualTo((short) 50_000);
    assertThat(read.mode).isEqualTo(-2);
    assertThat(read.label).isEqualTo("größ");
    assertThat(read.corners[1][0]).isEqualTo(Point.of(5, 6));
    assertThat(read.names).asList().containsExactly("", "abc").inOrder();
    assertThat(read.low).isEqualTo(5);
    assertThat(read.high).isEqualTo(-1234);
    assertThat(read.word.whole).isEqualTo(0x01020304);
    assertThat(read.pair[1].whole).isEqualTo(8);
  }

  @Test
  void aNewObjectIsAllZero() {
    ByteBuffer bytes = bytesOf(new Everything());

    assertThat(bytes).isEqualTo(ByteBuffer.allocate(112));
  }

  @Test
  void paddingBecomesZeroWhateverWasThere() {
    byte[] memory = new byte[8];
    Arrays.fill(memory, (byte) 0xff);
    Point.of(-1, -1).write(ByteBuffer.wrap(memory));

    assertThat(memory).isEqualTo(new byte[] {-1, -1, 0, 0, -1, -1, -1, -1});
  }

  @Test
  void structsFollowEachOtherInABufferOfAnyOrder() {
    ByteBuffer bytes = ByteBuffer.allocate(20).order(ByteOrder.BIG_ENDIAN);
    Point.of(1, 2).write(bytes);
    Point.of(3, 4).write(bytes);
    assertThat(bytes.position()).isEqualTo(16);
    bytes.flip();

    Point first = new Point();
    first.read(bytes);
    Point second = new Point();
    second.read(bytes);
    assertThat(first).isEqualTo(Point.of(1, 2));
    assertThat(second).isEqualTo(Point.of(3, 4));
    assertThat(bytes.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(bytes.slice().order(ByteOrder.nativeOrder()).remaining()).isEqualTo(0);
    assertThrows(BufferUnderflowException.class, () -> second.read(bytes));
    assertThrows(BufferUnderflowException.class, () -> second.write(ByteBuffer.allocate(7)));
  }

  @Test
  void whatNoMemberOfCCanBeIsRefusedByName() {
    assertRefused(
        v -> v.label = "größe", "everything.label: \"größe\" is 7 bytes, char[7] holds 6");
    assertRefused(v -> v.names[1] = "abcd", "everything.names[1]: \"abcd\" is 4 bytes, char[4]");
    assertRefused(v -> v.label = "a\0b", "everything.label: \"a\\0b\" has a NUL inside");
    assertRefused(v -> v.low = 8, "everything.low: 8 does not fit 3 unsigned bits");
    assertRefused(v -> v.high = 1 << 28, "everything.high: 268435456 does not fit 29 signed bits");
    assertRefused(v -> v.mode = 128, "everything.mode: 128 does not fit an enum of 8 bits");
    assertRefused(
        v -> v.words = new int[3],
        "everything.words: an array of 3, unsigned int[2] takes 2 elements");
    assertRefused(
        v -> v.corners[1] = new Point[2],
        "everything.corners: an array of 2 in dimension 2, struct point[2][1] takes 1 elements");
  }

  @Test
  @SuppressWarnings("NullAway") // what users may do all the same
  void nullIsNoValueOfC() {
    assertRefused(v -> v.label = null, "everything.label: null; no text is \"\"");
    assertRefused(v -> v.words = null, "everything.words: null, unsigned int[2] takes 2 elements");
    assertRefused(v -> v.corners[0][0] = null, "everything.corners[0][0]: null, a struct of C");
    assertRefused(v -> v.names[0] = null, "everything.names[0]: null; no text is \"\"");
  }

  private static void assertRefused(Consumer<Everything> change, String message) {
    Everything value = Everything.filled();
    change.accept(value);
    assertThat(assertThrows(IllegalArgumentException.class, () -> bytesOf(value)))
        .hasMessageThat()
        .startsWith(message);
  }

  @Test
  void equalAreObjectsOfOneClassWithEqualFields() {
    Everything value = Everything.filled();
    assertThat(value).isEqualTo(Everything.filled());
    assertThat(value.hashCode()).isEqualTo(Everything.filled().hashCode());
    assertThat(new Point()).isNotEqualTo(new Everything());

    value.corners[1][0].y++;
    assertThat(value).isNotEqualTo(Everything.filled());
    value.corners[1][0].y--;
    assertThat(value).isEqualTo(Everything.filled());
    value.high++;
    assertThat(value).isNotEqualTo(Everything.filled());
  }

  @Test
  void textShowsTheNamesAndValuesOfC() {
    assertThat(Point.of(-3, 4).toString()).isEqualTo("point{x=-3, y=4}");
    assertThat(Everything.filled().toString())
        .startsWith("everything{small=-1, flag=true, port=50000, ratio=0.5, ");
    assertThat(Everything.filled().toString()).contains("address=0xffff888000001000");
    assertThat(Everything.filled().toString()).contains("origin={x=-3, y=4}");
    assertThat(Everything.filled().toString()).contains("names=[, abc], words=[7, 0]");
  }
}
