package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A record on its way into a user ring buffer: room is reserved for it. It holds up the records
 * that are reserved after it until it is submitted or discarded, which closing it does if nothing
 * else has. Not safe for use by several threads.
 */
public final class UserRecord implements AutoCloseable {
  private final UserRingBuffer ring;
  private final long position;
  private final int size;

  /** A copy, for what is submitted must not change any more: nobody could take the ring's back. */
  private final ByteBuffer bytes;

  UserRecord(UserRingBuffer ring, long position, int size) {
    this.ring = ring;
    this.position = position;
    this.size = size;
    this.bytes = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  /**
   * {@return the record's bytes to fill in, in native byte order, all zero at first} All of them
   * are submitted, whatever position and limit are. What is written after submit goes nowhere.
   *
   * @throws IllegalStateException after submit or discard
   */
  public ByteBuffer bytes() {
    ring.requirePending(this, "bytes");
    return bytes;
  }

  /**
   * Lets the program have the record: {@code user_ring_buffer__submit}.
   *
   * @throws IllegalStateException after submit or discard, or after close of the ring buffer
   */
  public void submit() {
    ring.end(this, "submit", writer -> writer.submit(position, bytes.clear()));
  }

  /**
   * Lets the program skip the record: {@code user_ring_buffer__discard}.
   *
   * @throws IllegalStateException after submit or discard, or after close of the ring buffer
   */
  public void discard() {
    ring.end(this, "discard", this::discardIn);
  }

  void discardIn(UserRingWriter writer) {
    writer.discard(position, size);
  }

  /** Discards the record unless it is submitted or discarded already. */
  @Override
  public void close() {
    ring.discardIfPending(this);
  }

  /** The record's size and its ring, for messages. */
  @Override
  public String toString() {
    return "record of " + size + " bytes in " + ring;
  }
}
