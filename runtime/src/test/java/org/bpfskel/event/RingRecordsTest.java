package org.bpfskel.event;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.data.Codec;
import org.junit.jupiter.api.Test;

/** What is read from a ring, in memory that this test writes. */
final class RingRecordsTest {
  private static final int SIZE = 64;

  private final PlainRing ring = new PlainRing(SIZE);
  private final List<String> taken = new ArrayList<>();
  private final RecordSink.Form collect = RecordSink.bytes(bytes -> taken.add(text(bytes)));

  private static String text(ByteBuffer record) {
    byte[] bytes = new byte[record.remaining()];
    record.get(bytes);
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append((char) b);
    }
    return text.toString();
  }

  private static byte[] bytes(String text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.charAt(i);
    }
    return bytes;
  }

  @Test
  void emptyRingHasNoRecords() {
    assertThat(ring.reader(collect).drain(10)).isEqualTo(0);
    assertThat(taken).isEmpty();
  }

  @Test
  void recordsComeInOrderAndThePositionFollows() {
    ring.add(bytes("first"));
    ring.add(bytes("second"));
    assertThat(ring.reader(collect).drain(10)).isEqualTo(2);
    assertThat(taken).containsExactly("first", "second").inOrder();
    assertThat(ring.consumed()).isEqualTo(2 * 16);
  }

  @Test
  void lengthsAreRoundedUpToEightBytesBehindTheHeader() {
    RingRecords reader = ring.reader(collect);
    long expected = 0;
    for (int length = 0; length <= 17; length++) {
      ring.add(bytes("x".repeat(length)));
      assertThat(reader.drain(1)).isEqualTo(1);
      expected += 8 + (length + 7) / 8 * 8;
      assertThat(ring.consumed()).isEqualTo(expected);
      assertThat(taken.get(length)).hasLength(length);
    }
  }

  @Test
  void recordAcrossTheEndIsWhole() {
    ring.startingAt(SIZE - 16);
    ring.add(bytes("twenty-four bytes of it."));
    assertThat(ring.reader(collect).drain(10)).isEqualTo(1);
    assertThat(taken).containsExactly("twenty-four bytes of it.");
    assertThat(ring.consumed()).isEqualTo(SIZE + 16);
  }

  @Test
  void positionsBeyondThirtyTwoBitsAreFine() {
    long start = (5L << 32) + SIZE - 8;
    ring.startingAt(start);
    ring.add(bytes("far"));
    assertThat(ring.reader(collect).drain(10)).isEqualTo(1);
    assertThat(taken).containsExactly("far");
    assertThat(ring.consumed()).isEqualTo(start + 16);
  }

  @Test
  void programsGetRoomBackASixteenthOfTheRingAtATime() {
    PlainRing large = new PlainRing(1024);
    for (int i = 0; i < 10; i++) {
      large.add(bytes("eight by"));
    }
    List<Long> consumed = new ArrayList<>();
    large.reader(RecordSink.bytes(bytes -> consumed.add(large.consumed()))).drain(9);
    assertThat(consumed).containsExactly(0L, 0L, 0L, 0L, 64L, 64L, 64L, 64L, 128L).inOrder();
    assertThat(large.consumed()).isEqualTo(9 * 16);
  }

  @Test
  void recordThatIsStillWrittenHoldsUpThoseBehindIt() {
    ring.add(bytes("a"));
    long busy = ring.reserve(bytes("b"));
    ring.add(bytes("c"));
    RingRecords reader = ring.reader(collect);
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(ring.consumed()).isEqualTo(busy);
    ring.submit(busy);
    assertThat(reader.drain(10)).isEqualTo(2);
    assertThat(taken).containsExactly("a", "b", "c").inOrder();
  }

  @Test
  void discardedRecordIsSkippedAndNotCounted() {
    ring.add(bytes("a"));
    ring.discard(ring.reserve(bytes("unwanted")));
    ring.add(bytes("c"));
    assertThat(ring.reader(collect).drain(2)).isEqualTo(2);
    assertThat(taken).containsExactly("a", "c").inOrder();
  }

  @Test
  void noMoreThanTheMaximumIsTaken() {
    ring.add(bytes("a"));
    ring.add(bytes("b"));
    RingRecords reader = ring.reader(collect);
    assertThat(reader.drain(1)).isEqualTo(1);
    assertThat(taken).containsExactly("a");
    assertThat(reader.drain(0)).isEqualTo(0);
    assertThat(reader.drain(1)).isEqualTo(1);
  }

  @Test
  void recordThatItsConsumerThrewAtCountsAsDelivered() {
    ring.add(bytes("a"));
    ring.add(bytes("b"));
    ring.add(bytes("c"));
    RingRecords reader =
        ring.reader(
            RecordSink.bytes(
                bytes -> {
                  taken.add(text(bytes));
                  if (taken.size() == 2) {
                    throw new UnsupportedOperationException("b");
                  }
                }));
    assertThrows(UnsupportedOperationException.class, () -> reader.drain(10));
    assertThat(taken).containsExactly("a", "b").inOrder();
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(taken).containsExactly("a", "b", "c").inOrder();
  }

  @Test
  void stopsBeforeTheNextRecordWhenTold() {
    ring.add(bytes("a"));
    ring.add(bytes("b"));
    RingRecords reader = ring.reader(collect, () -> !taken.isEmpty());
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(ring.consumed()).isEqualTo(16);
  }

  @Test
  void recordsThatComeMeanwhileAreLeftToTheNextCall() {
    ring.add(bytes("a"));
    RingRecords reader =
        ring.reader(
            RecordSink.bytes(
                bytes -> {
                  taken.add(text(bytes));
                  ring.add(bytes("more"));
                }));
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(reader.drain(10)).isEqualTo(1);
  }

  @Test
  void lengthBeyondWhatIsWrittenIsRefusedAndNothingIsTaken() {
    ring.add(bytes("a"));
    ring.header(0, 1000);
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> ring.reader(collect).drain(10));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "map test: at position 0 a record says that it has 1000 bytes, where 16 are written."
                + " Something else reads or writes this ring too: end that, and load the object"
                + " again");
    assertThat(ring.consumed()).isEqualTo(0);
    ring.header(0, Integer.MAX_VALUE & ~RingRecords.DISCARDED);
    assertThrows(IllegalStateException.class, () -> ring.reader(collect).drain(10));
  }

  @Test
  void valueTakesTheFirstBytesOfALongerRecord() {
    ring.add((byte) 1, (byte) 0, (byte) 0, (byte) 1, (byte) 99);
    List<Integer> values = new ArrayList<>();
    ring.reader(RecordSink.values(Codec.INT32, values::add)).drain(1);
    assertThat(values).containsExactly(0x01000001);
  }

  @Test
  void recordShorterThanTheValueIsAnErrorThatNamesBoth() {
    ring.add((byte) 1, (byte) 2, (byte) 3);
    RingRecords reader = ring.reader(RecordSink.values(Codec.INT32, value -> {}));
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> reader.drain(1));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "map test: a record of 3 bytes, the consumer takes 4: take this map's records as bytes");
    assertThat(reader.drain(1)).isEqualTo(0);
  }

  @Test
  void recordThatJavaHasNoValueForIsAnErrorWithItsBytes() {
    ring.add((byte) 2, (byte) 3);
    ring.add((byte) 1);
    List<Boolean> values = new ArrayList<>();
    RingRecords reader = ring.reader(RecordSink.values(Codec.BOOL, values::add));
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> reader.drain(1));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "map test: the record 02 cannot be read: a bool is the byte 0 or 1, and not 2;"
                + " take this map's records as bytes");
    assertThat(reader.drain(1)).isEqualTo(1);
    assertThat(values).containsExactly(true);
  }

  @Test
  void arrayIsFilledAsFarAsItsRecordCameAndNotFromTheNextOne() {
    ring.add((byte) 1, (byte) 2, (byte) 3);
    ring.add((byte) 4);
    List<byte[]> values = new ArrayList<>();
    ring.reader(RecordSink.values(Codec.bytes(24), values::add)).drain(2);
    assertThat(values.get(0)).isEqualTo(Arrays.copyOf(new byte[] {1, 2, 3}, 24));
    assertThat(values.get(1)).isEqualTo(Arrays.copyOf(new byte[] {4}, 24));
  }

  @Test
  void viewOfARecordCannotBeWritten() {
    ring.add(bytes("a"));
    List<Boolean> readOnly = new ArrayList<>();
    ring.reader(RecordSink.bytes(bytes -> readOnly.add(bytes.isReadOnly()))).drain(1);
    assertThat(readOnly).containsExactly(true);
  }

  @Test
  void viewThatItsConsumerMovedIsRightAgainForTheNextRecord() {
    ring.add(bytes("a"));
    ring.add(bytes("b"));
    ring.reader(
            RecordSink.bytes(
                bytes -> {
                  taken.add(text(bytes));
                  bytes.clear().position(3).limit(4).mark();
                }))
        .drain(2);
    assertThat(taken).containsExactly("a", "b").inOrder();
  }
}
