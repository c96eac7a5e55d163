package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;

/** A ring in plain memory, and its writing end as the kernel is. */
final class PlainRing {
  private final ByteBuffer consumer = memory(Long.BYTES);
  private final ByteBuffer producer = memory(Long.BYTES);
  private final ByteBuffer data;
  private final int size;

  PlainRing(int size) {
    this.size = size;
    this.data = memory(2 * size);
  }

  private static ByteBuffer memory(int size) {
    return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
  }

  /** A ring in which so many bytes have gone through already. */
  PlainRing startingAt(long position) {
    consumer.putLong(0, position);
    producer.putLong(0, position);
    return this;
  }

  /** Writes the positions as they are, right or wrong. */
  void positions(long consumed, long produced) {
    consumer.putLong(0, consumed);
    producer.putLong(0, produced);
  }

  UserRingWriter writer() {
    return new UserRingWriter("map test", consumer, producer, data, size);
  }

  RingRecords reader(RecordSink.Form form) {
    return reader(form, () -> false);
  }

  RingRecords reader(RecordSink.Form form, BooleanSupplier stopped) {
    return new RingRecords("map test", consumer, producer, data, size, form, stopped, viewed -> {});
  }

  /** Reserves a record; returns where. */
  long reserve(byte... bytes) {
    long position = producer.getLong(0);
    header(position, bytes.length | RingRecords.BUSY);
    for (int i = 0; i < bytes.length; i++) {
      putMirrored((int) (position % size) + RingRecords.HEADER_SIZE + i, bytes[i]);
    }
    producer.putLong(0, position + (bytes.length + 15L) / 8 * 8);
    return position;
  }

  void submit(long position) {
    header(position, data.getInt((int) (position % size)) & ~RingRecords.BUSY);
  }

  void discard(long position) {
    submit(position);
    header(position, data.getInt((int) (position % size)) | RingRecords.DISCARDED);
  }

  void add(byte... bytes) {
    submit(reserve(bytes));
  }

  long consumed() {
    return consumer.getLong(0);
  }

  /** Writes a header as it is, right or wrong. */
  void header(long position, int header) {
    int at = (int) (position % size);
    data.putInt(at, header);
    data.putInt(at + size, header);
  }

  /** The two halves are the same pages in the real one. */
  private void putMirrored(int at, byte value) {
    data.put(at % size, value);
    data.put(at % size + size, value);
  }
}
