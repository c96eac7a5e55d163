package org.bpfskel.event;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Rings whose positions something else has moved, in memory that this test writes. */
final class RingPositionsTest {
  private static final int SIZE = 64;
  private static final String ADVICE =
      ". Something else reads or writes this ring too: end that, and load the object again";

  private final PlainRing ring = new PlainRing(SIZE);
  private final List<Integer> taken = new ArrayList<>();
  private final RecordSink.Form lengths = RecordSink.bytes(bytes -> taken.add(bytes.remaining()));

  private String refusal(long consumed, long produced) {
    ring.positions(consumed, produced);
    RingRecords reader = ring.reader(lengths);
    String message =
        String.valueOf(
            assertThrows(DamagedRingException.class, () -> reader.drain(Integer.MAX_VALUE))
                .getMessage());
    assertThat(ring.consumed()).isEqualTo(consumed);
    UserRingWriter writer = ring.writer();
    assertThat(assertThrows(DamagedRingException.class, () -> writer.reserve(1)))
        .hasMessageThat()
        .isEqualTo(message);
    assertThat(taken).isEmpty();
    return message;
  }

  @Test
  void readerAheadOfTheWriterIsRefused() {
    String expected =
        "map test: its consumer position is ahead of its producer position"
            + " (consumer 4096, producer 64, of 64 bytes)"
            + ADVICE;
    assertThat(refusal(4096, 64)).isEqualTo(expected);
  }

  @Test
  void positionsFurtherApartThanTheRingAreRefused() {
    String expected =
        "map test: its positions are further apart than the ring is large"
            + " (consumer 0, producer 72, of 64 bytes)"
            + ADVICE;
    assertThat(refusal(0, 72)).isEqualTo(expected);
    assertThat(refusal(-8, 64)).contains("further apart");
    assertThat(refusal(Long.MIN_VALUE, 0)).contains("(consumer -9223372036854775808, producer 0");
  }

  @Test
  void positionBetweenRecordsIsRefused() {
    for (int off = 1; off < 8; off++) {
      assertThat(refusal(off, 64)).contains("its consumer position is no multiple of 8");
      assertThat(refusal(0, 64 - off)).contains("its producer position is no multiple of 8");
    }
  }

  @Test
  void fullRingIsRead() {
    for (int i = 0; i < 4; i++) {
      ring.add((byte) 1, (byte) 2);
    }
    assertThat(ring.reader(lengths).drain(10)).isEqualTo(4);
  }

  @Test
  void positionThatWentBackIsRefused() {
    ring.add((byte) 1);
    ring.add((byte) 2);
    RingRecords reader = ring.reader(lengths);
    assertThat(reader.drain(10)).isEqualTo(2);
    ring.positions(24, 32);
    DamagedRingException e = assertThrows(DamagedRingException.class, () -> reader.drain(10));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo("map test: its consumer position went back from 32 to 24" + ADVICE);
    assertThat(taken).hasSize(2);
  }

  @Test
  void recordStillWrittenThatOverrunsIsRefused() {
    long busy = ring.reserve((byte) 1);
    ring.header(busy, 1000 | RingRecords.BUSY);
    RingRecords reader = ring.reader(lengths);
    assertThrows(DamagedRingException.class, () -> reader.drain(10));
  }

  @Test
  void anyPositionsAndAnyContentEndWithinTheRing() {
    Random random = new Random(20);
    for (int round = 0; round < 5_000; round++) {
      for (int at = 0; at < SIZE; at += 4) {
        ring.header(at, random.nextInt() >> random.nextInt(Integer.SIZE));
      }
      long consumed = random.nextLong() >> random.nextInt(Long.SIZE);
      long produced = random.nextBoolean() ? consumed + random.nextInt(10) * 8L : random.nextLong();
      ring.positions(consumed, produced);
      taken.clear();
      try {
        ring.reader(lengths).drain(Integer.MAX_VALUE);
      } catch (DamagedRingException e) {
        assertThat(e).hasMessageThat().startsWith("map test: ");
      }
      assertThat(taken.size()).isAtMost(SIZE / RingRecords.HEADER_SIZE);
      assertThat(taken.stream().mapToInt(length -> length).sum()).isLessThan(SIZE);
    }
  }
}
