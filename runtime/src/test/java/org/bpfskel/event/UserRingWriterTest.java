package org.bpfskel.event;

import static com.google.common.truth.Truth.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written to a ring, as the reader of the same memory sees it. */
final class UserRingWriterTest {
  private static final int SIZE = 64;

  private final ByteBuffer consumer = memory(Long.BYTES);
  private final ByteBuffer producer = memory(Long.BYTES);
  private final ByteBuffer data = memory(2 * SIZE);
  private final UserRingWriter writer =
      new UserRingWriter("map test", consumer, producer, data, SIZE);
  private final List<Integer> read = new ArrayList<>();
  private final RingRecords reader =
      new RingRecords(
          "map test",
          consumer,
          producer,
          data,
          SIZE,
          RecordSink.bytes(bytes -> read.add(bytes.getInt())),
          () -> false,
          viewed -> {});

  private static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  private static ByteBuffer number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).clear();
  }

  @Test
  void submittedRecordsAreReadInTheOrderOfTheirReservation() {
    long first = writer.reserve(Integer.BYTES);
    long second = writer.reserve(Integer.BYTES);
    writer.submit(second, number(2));
    assertThat(reader.drain(10)).isEqualTo(0);
    writer.submit(first, number(1));
    assertThat(reader.drain(10)).isEqualTo(2);
    assertThat(read).containsExactly(1, 2).inOrder();
  }

  @Test
  void discardedRecordIsSkipped() {
    writer.discard(writer.reserve(Integer.BYTES), Integer.BYTES);
    writer.submit(writer.reserve(Integer.BYTES), number(3));
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(read).containsExactly(3);
  }

  @Test
  void fullRingTakesNoMoreUntilItIsRead() {
    for (int i = 0; i < SIZE / 16; i++) {
      writer.submit(writer.reserve(Integer.BYTES), number(i));
    }
    assertThat(writer.reserve(0)).isEqualTo(UserRingWriter.NO_ROOM);
    reader.drain(1);
    assertThat(writer.reserve(9)).isEqualTo(UserRingWriter.NO_ROOM);
    assertThat(writer.reserve(8)).isEqualTo(SIZE);
  }

  @Test
  void positionsBeyondThirtyTwoBitsAreFine() {
    long start = (9L << 32) + SIZE - 8;
    consumer.putLong(0, start);
    producer.putLong(0, start);
    writer.submit(writer.reserve(Integer.BYTES), number(5));
    assertThat(reader.drain(10)).isEqualTo(1);
    assertThat(read).containsExactly(5);
    assertThat(writer.producerPosition()).isEqualTo(start + 16);
  }
}
