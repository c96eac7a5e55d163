package org.bpfskel.event;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is read from a perf buffer, in memory that this test writes. */
final class PerfRecordsTest {
  private static final int SIZE = 64;
  private static final int PERF_RECORD_THROTTLE = 5;

  private final ByteBuffer control = memory(4096);
  private final ByteBuffer data = memory(SIZE);
  private final List<Long> samples = new ArrayList<>();
  private final List<Long> lost = new ArrayList<>();
  private final PerfRecords records =
      new PerfRecords(
          "map test of CPU 0",
          control,
          data,
          RecordSink.bytes(bytes -> samples.add(bytes.getLong())),
          lost::add,
          () -> false,
          viewed -> {});

  private static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  private void startAt(long position) {
    control.putLong(PerfRecords.HEAD, position).putLong(PerfRecords.TAIL, position);
  }

  private void add(int type, ByteBuffer body) {
    int size = PerfRecords.HEADER_SIZE + body.capacity();
    ByteBuffer record =
        ByteBuffer.allocate(size)
            .order(ByteOrder.nativeOrder())
            .putInt(type)
            .putShort((short) 0)
            .putShort((short) size)
            .put(body.clear());
    long head = control.getLong(PerfRecords.HEAD);
    for (int i = 0; i < size; i++) {
      data.put((int) ((head + i) % SIZE), record.get(i));
    }
    control.putLong(PerfRecords.HEAD, head + size);
  }

  private void addSample(long value) {
    add(PerfRecords.PERF_RECORD_SAMPLE, body(16).putInt(12).putLong(value));
  }

  private void addLost(long count) {
    add(PerfRecords.PERF_RECORD_LOST, body(16).putLong(77).putLong(count));
  }

  private static ByteBuffer body(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  @Test
  void samplesComeInOrderAndThePositionFollows() {
    addSample(1);
    addSample(2);
    assertThat(records.drain(10)).isEqualTo(2);
    assertThat(samples).containsExactly(1L, 2L).inOrder();
    assertThat(control.getLong(PerfRecords.TAIL)).isEqualTo(48);
    assertThat(records.drain(10)).isEqualTo(0);
  }

  @Test
  void sampleThatTheEndCutsInTwoIsWhole() {
    for (int start = SIZE - 24; start < SIZE; start += 8) {
      startAt((7L << 32) + start);
      addSample(0x0102030405060708L);
      addSample(start);
      assertThat(records.drain(10)).isEqualTo(2);
      assertThat(samples).containsExactly(0x0102030405060708L, (long) start).inOrder();
      samples.clear();
    }
  }

  @Test
  void lostRecordsAreToldButNotCountedAsDelivered() {
    addSample(1);
    addLost(40);
    assertThat(records.drain(10)).isEqualTo(1);
    assertThat(lost).containsExactly(40L);
    startAt(SIZE - 16);
    addLost(2);
    assertThat(records.drain(10)).isEqualTo(0);
    assertThat(lost).containsExactly(40L, 2L).inOrder();
  }

  @Test
  void recordsOfOtherKindsAreSkipped() {
    add(PERF_RECORD_THROTTLE, body(24));
    addSample(3);
    assertThat(records.drain(1)).isEqualTo(1);
    assertThat(samples).containsExactly(3L);
  }

  @Test
  void sizeBeyondWhatIsWrittenIsRefused() {
    addSample(1);
    data.putShort(6, (short) 32);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> records.drain(1));
    assertThat(e)
        .hasMessageThat()
        .isEqualTo(
            "map test of CPU 0: at position 0 a record says that it has 32 bytes, where 24 are"
                + " written. Something else reads or writes this ring too: end that, and add the map"
                + " to a new buffer");
  }

  @Test
  void sizeThatNoRecordHasIsRefused() {
    addSample(1);
    // Nothing, a header alone, and a size between the steps.
    for (int size : new int[] {0, 8, 20}) {
      data.putShort(6, (short) size);
      assertThrows(DamagedRingException.class, () -> records.drain(1));
    }
    data.putInt(0, PerfRecords.PERF_RECORD_LOST).putShort(6, (short) 16);
    assertThrows(DamagedRingException.class, () -> records.drain(1));
    assertThat(samples).isEmpty();
    assertThat(lost).isEmpty();
  }

  @Test
  void sampleLongerThanItsRecordIsRefused() {
    for (int length : new int[] {13, 1 << 20, -1}) {
      startAt(0);
      add(PerfRecords.PERF_RECORD_SAMPLE, body(16).putInt(length));
      assertThrows(DamagedRingException.class, () -> records.drain(1));
    }
    assertThat(samples).isEmpty();
  }

  @Test
  void positionsThatCannotBeAreRefused() {
    long[][] impossible = {{4, 64}, {0, 60}, {8, 0}, {0, SIZE + 8}, {1L << 40, 0}, {-8, 64}};
    for (long[] positions : impossible) {
      control.putLong(PerfRecords.TAIL, positions[0]).putLong(PerfRecords.HEAD, positions[1]);
      DamagedRingException e =
          assertThrows(DamagedRingException.class, () -> records.drain(Integer.MAX_VALUE));
      assertThat(e).hasMessageThat().startsWith("map test of CPU 0: its ");
      assertThat(control.getLong(PerfRecords.TAIL)).isEqualTo(positions[0]);
    }
    assertThat(samples).isEmpty();
  }

  @Test
  void listsOfCpusAreRangesAndNumbers() {
    assertThat(CpuList.parse("0")).isEqualTo(new int[] {0});
    assertThat(CpuList.parse("0-3,6,8-9")).isEqualTo(new int[] {0, 1, 2, 3, 6, 8, 9});
    assertThat(CpuList.parse("")).isEqualTo(new int[0]);
  }
}
