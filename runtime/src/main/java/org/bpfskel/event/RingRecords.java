package org.bpfskel.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The reading end of one ring in shared memory. Two counters only grow: up to where programs have
 * reserved records, and up to where they are read. A record is a header of 8 bytes, with its length
 * and two flags in the first 4, and its bytes, padded to a multiple of 8; the data is mapped twice
 * in a row, so that none is cut in two.
 */
final class RingRecords implements Poller.Source {
  static final int HEADER_SIZE = 8;

  /** {@code BPF_RINGBUF_BUSY_BIT}: a program still writes it. The sign of the length. */
  static final int BUSY = 1 << 31;

  /** {@code BPF_RINGBUF_DISCARD_BIT}: the program did not want it after all. */
  static final int DISCARDED = 1 << 30;

  /**
   * Most bytes of delivered records that programs get back at once. One by one, reader and programs
   * would fight for the counter's cache line (measured: a third of the records a second).
   */
  private static final int MAX_BATCH = 4096;

  /** And the share of a small ring. */
  private static final int BATCHES_IN_RING = 16;

  private static final VarHandle POSITION =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final String map;
  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final ByteBuffer data;
  private final int size;
  private final int batch;
  private final RecordSink sink;
  private final BooleanSupplier stopped;
  private final Consumer<Boolean> release;

  /** As they were at the end; null before. */
  private long @Nullable [] last;

  /** Up to where the last call read. */
  private long left = Long.MIN_VALUE;

  /**
   * A ring in memory.
   *
   * @param consumer begins with the position that is read
   * @param producer begins with the position that is reserved
   * @param data the ring's bytes, twice
   * @param size of the ring, a power of 2
   * @param stopped asked before every record
   * @param release gives the memory back, once; is told whether views of it were given
   */
  RingRecords(
      String map,
      ByteBuffer consumer,
      ByteBuffer producer,
      ByteBuffer data,
      int size,
      RecordSink.Form form,
      BooleanSupplier stopped,
      Consumer<Boolean> release) {
    this.map = map;
    this.consumer = consumer;
    this.producer = producer;
    this.data = data;
    this.size = size;
    this.batch = Math.min(size / BATCHES_IN_RING, MAX_BATCH);
    this.sink = form.on(data.asReadOnlyBuffer().order(ByteOrder.nativeOrder()), map);
    this.stopped = stopped;
    this.release = release;
  }

  @Override
  public int drain(int max) {
    long freed = consumed();
    long end = produced();
    RingPositions.require(map, size, freed, end, RingPositions.LOAD_AGAIN);
    RingPositions.requireNoReturn(map, left, freed);
    // Behind a fence fields are read anew; local variables are not.
    ByteBuffer data = this.data;
    RecordSink sink = this.sink;
    BooleanSupplier stopped = this.stopped;
    int mask = size - 1;
    int batch = this.batch;
    long position = freed;
    try {
      int count = 0;
      while (position < end && count < max && !stopped.getAsBoolean()) {
        int at = (int) position & mask;
        int header = header(data, at);
        int length = header & ~(BUSY | DISCARDED);
        long next = position + spaceOf(length);
        if (next > end) {
          throw RingPositions.wrongRecord(
              map, position, length, end - position, RingPositions.LOAD_AGAIN);
        }
        if (header < 0) {
          break;
        }
        // Before it is delivered: what a consumer throws at loses no other record.
        position = next;
        if (header == length) {
          count++;
          sink.take(at + HEADER_SIZE, length);
        }
        if (position - freed >= batch) {
          POSITION.setRelease(consumer, 0, position);
          freed = position;
        }
      }
      return count;
    } finally {
      if (position != freed) {
        POSITION.setRelease(consumer, 0, position);
      }
      left = position;
      // The mappings end with the last buffer: not while their addresses are in use.
      Reference.reachabilityFence(this);
    }
  }

  /**
   * The header at an index, a multiple of 8, before anything of its record: such a number is loaded
   * at once. A handle's {@code getAcquire} does the same with more checks (measured: 0.4 ns).
   */
  private static int header(ByteBuffer data, int at) {
    int header = data.getInt(at);
    VarHandle.acquireFence();
    return header;
  }

  /** Bytes of the ring that a record takes. */
  static long spaceOf(int length) {
    return ((long) length + HEADER_SIZE + 7) & -8L;
  }

  private long consumed() {
    return (long) POSITION.getAcquire(consumer, 0);
  }

  private long produced() {
    return (long) POSITION.getAcquire(producer, 0);
  }

  @Override
  public synchronized void end() {
    if (last == null) {
      last = new long[] {consumed(), produced()};
      release.accept(sink.hasGivenViews());
    }
  }

  synchronized long consumerPosition() {
    return last == null ? consumed() : last[0];
  }

  synchronized long producerPosition() {
    return last == null ? produced() : last[1];
  }

  int size() {
    return size;
  }
}
