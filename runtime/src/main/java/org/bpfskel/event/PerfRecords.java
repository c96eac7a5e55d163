package org.bpfskel.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of one CPU's perf buffer: {@code struct perf_event_mmap_page} and the data behind
 * it. Unlike a ring buffer's the data is mapped once, so a record may be cut in two by its end.
 */
final class PerfRecords implements Poller.Source {
  /** Where the kernel's and the reader's positions are in the first page. */
  static final int HEAD = 1024;

  static final int TAIL = 1032;

  /** {@code struct perf_event_header}: a type, flags, and the whole record's size. */
  static final int HEADER_SIZE = 8;

  private static final int SIZE_IN_HEADER = 6;
  static final int PERF_RECORD_LOST = 2;
  static final int PERF_RECORD_SAMPLE = 9;

  /** In a lost record after the event's id; in a sample a size of 4 bytes comes first. */
  private static final int LOST_COUNT = HEADER_SIZE + Long.BYTES;

  private static final int SAMPLE_BYTES = HEADER_SIZE + Integer.BYTES;

  /** A size of 16 bits bounds every record. */
  private static final int LARGEST_RECORD = 1 << 16;

  private static final VarHandle POSITION =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final String name;
  private final ByteBuffer control;
  private final ByteBuffer data;
  private final RecordSink.Form form;
  private final RecordSink sink;
  private final LongConsumer lost;
  private final BooleanSupplier stopped;
  private final Consumer<Boolean> release;
  private @Nullable Copy copy;

  /** What was cut in two, made whole. */
  private record Copy(ByteBuffer bytes, RecordSink sink) {}

  /**
   * A buffer in memory.
   *
   * @param name of map and CPU, for messages
   * @param control the first page
   * @param data what lies behind it, its size a power of 2
   * @param lost gets the number of records for which there was no room
   * @param stopped asked before every record
   * @param release gives the memory back, once; is told whether views of it were given
   */
  PerfRecords(
      String name,
      ByteBuffer control,
      ByteBuffer data,
      RecordSink.Form form,
      LongConsumer lost,
      BooleanSupplier stopped,
      Consumer<Boolean> release) {
    this.name = name;
    this.control = control;
    this.data = data.duplicate().order(ByteOrder.nativeOrder());
    this.form = form;
    this.sink = form.on(readOnly(data), name);
    this.lost = lost;
    this.stopped = stopped;
    this.release = release;
  }

  private static ByteBuffer readOnly(ByteBuffer bytes) {
    return bytes.asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  @Override
  public int drain(int max) {
    try {
      long head = (long) POSITION.getAcquire(control, HEAD);
      long tail = (long) POSITION.getAcquire(control, TAIL);
      RingPositions.require(name, data.capacity(), tail, head, RingPositions.NEW_BUFFER);
      int count = 0;
      while (tail < head && count < max && !stopped.getAsBoolean()) {
        int at = (int) tail & (data.capacity() - 1);
        int size = Short.toUnsignedInt(data.getShort(at + SIZE_IN_HEADER));
        boolean sample = data.getInt(at) == PERF_RECORD_SAMPLE;
        requireRecord(tail, at, size, head - tail);
        count += sample ? 1 : 0;
        try {
          deliver(tail, at, size);
        } finally {
          // A record at a time: what a consumer throws at loses no other record.
          POSITION.setRelease(control, TAIL, tail + size);
        }
        tail += size;
      }
      return count;
    } finally {
      // The mapping ends with the last buffer: not while its address is in use.
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void end() {
    release.accept(sink.hasGivenViews());
  }

  /** Refuses a record that cannot be; {@code written} bytes are from it on. */
  private void requireRecord(long position, int at, int size, long written) {
    int least =
        switch (data.getInt(at)) {
          case PERF_RECORD_SAMPLE -> SAMPLE_BYTES;
          case PERF_RECORD_LOST -> LOST_COUNT + Long.BYTES;
          default -> HEADER_SIZE;
        };
    if (size < least || size % Long.BYTES != 0 || size > written) {
      throw RingPositions.wrongRecord(name, position, size, written, RingPositions.NEW_BUFFER);
    }
  }

  private void deliver(long position, int at, int size) {
    if (at + size <= data.capacity()) {
      deliver(position, data, at, size, sink);
    } else {
      Copy whole = whole(at, size);
      deliver(position, whole.bytes, 0, size, whole.sink);
    }
  }

  private Copy whole(int at, int size) {
    Copy whole = copy;
    if (whole == null) {
      ByteBuffer bytes = ByteBuffer.allocate(LARGEST_RECORD).order(ByteOrder.nativeOrder());
      whole = new Copy(bytes, form.on(readOnly(bytes), name));
      copy = whole;
    }
    int first = data.capacity() - at;
    whole.bytes.put(0, data, at, first);
    whole.bytes.put(first, data, 0, size - first);
    return whole;
  }

  private void deliver(long position, ByteBuffer bytes, int at, int size, RecordSink to) {
    int type = bytes.getInt(at);
    if (type == PERF_RECORD_SAMPLE) {
      int length = bytes.getInt(at + HEADER_SIZE);
      if (length < 0 || length > size - SAMPLE_BYTES) {
        throw RingPositions.wrongRecord(
            name, position, length, size - SAMPLE_BYTES, RingPositions.NEW_BUFFER);
      }
      to.take(at + SAMPLE_BYTES, length);
    } else if (type == PERF_RECORD_LOST) {
      lost.accept(bytes.getLong(at + LOST_COUNT));
    }
  }
}
