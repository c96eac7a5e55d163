package org.bpfskel.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The writing end of a ring in shared memory; {@link RingRecords} says how it is laid out. */
final class UserRingWriter {
  /** What {@link #reserve} returns where there is no room now. */
  static final long NO_ROOM = -1;

  private static final VarHandle POSITION =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle HEADER =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final String map;
  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final ByteBuffer data;
  private final int size;

  /**
   * A ring in memory.
   *
   * @param map its name, for messages
   * @param consumer begins with the position that the program has read
   * @param producer begins with the position that is reserved
   * @param data the ring's bytes, twice
   * @param size of the ring, a power of 2
   */
  UserRingWriter(String map, ByteBuffer consumer, ByteBuffer producer, ByteBuffer data, int size) {
    this.map = map;
    this.consumer = consumer;
    this.producer = producer;
    this.data = data;
    this.size = size;
  }

  /**
   * Reserves a record, whose place it returns; by one thread at a time.
   *
   * @throws DamagedRingException if the ring's positions cannot be
   */
  long reserve(int length) {
    try {
      long position = producerPosition();
      long consumed = consumerPosition();
      RingPositions.require(map, size, consumed, position, RingPositions.LOAD_AGAIN);
      long end = position + RingRecords.spaceOf(length);
      if (end - consumed > size) {
        return NO_ROOM;
      }
      int at = at(position);
      data.putInt(at, length | RingRecords.BUSY);
      data.putInt(at + Integer.BYTES, 0);
      POSITION.setRelease(producer, 0, end);
      return position;
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Writes a reserved record and lets the program have it. */
  void submit(long position, ByteBuffer record) {
    int length = record.remaining();
    data.put(at(position) + RingRecords.HEADER_SIZE, record, record.position(), length);
    end(position, length);
  }

  /** Lets the program skip a reserved record. */
  void discard(long position, int length) {
    end(position, length | RingRecords.DISCARDED);
  }

  private void end(long position, int header) {
    try {
      HEADER.setRelease(data, at(position), header);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private int at(long position) {
    return (int) position & (size - 1);
  }

  long consumerPosition() {
    return (long) POSITION.getAcquire(consumer, 0);
  }

  long producerPosition() {
    return (long) POSITION.getAcquire(producer, 0);
  }

  int size() {
    return size;
  }
}
