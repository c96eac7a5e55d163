package org.bpfskel.event;

import java.time.Duration;
import org.bpfskel.internal.handle.Binding;

/** What delivers records of maps to consumers: a {@link RingBuffer} or a {@link PerfBuffer}. */
public abstract sealed class RecordBuffer implements AutoCloseable permits RingBuffer, PerfBuffer {
  final Poller poller;

  /** {@code name} is for messages. */
  RecordBuffer(String name) {
    Binding.requireSystemCalls("open", name);
    this.poller = new Poller(name, getClass().getName());
  }

  /**
   * Delivers the records that are there; if there are none, waits for the first to come: {@code
   * ring_buffer__poll}, {@code perf_buffer__poll}. Records that programs submit to a ring buffer
   * with {@code BPF_RB_NO_WAKEUP} do not end the waiting, but are delivered with what does.
   * Interrupting the thread has no effect. A virtual thread leaves its carrier to others while it
   * waits.
   *
   * @param timeout the longest time to wait, in whole milliseconds; zero for none
   * @return how many records were delivered; 0 if the time is over, or {@link #close} was called
   *     meanwhile
   * @throws IllegalArgumentException if the timeout is negative
   * @throws IllegalStateException after close; if called by a consumer; if a record is not what its
   *     consumer takes; or if the positions of a ring, or a record's length, cannot be, because
   *     something else has written there: that ring is left out from then on
   */
  public final int poll(Duration timeout) {
    return poller.poll(timeout);
  }

  /**
   * Delivers the records that are there, without waiting and without a system call: {@code
   * ring_buffer__consume}, {@code perf_buffer__consume}. Those that come meanwhile are left to the
   * next call.
   *
   * @return how many records were delivered
   * @throws IllegalStateException as {@link #poll}
   */
  public final int consume() {
    return consume(Integer.MAX_VALUE);
  }

  /**
   * As {@link #consume()}, but at most so many records: {@code ring_buffer__consume_n}. Each map,
   * in a perf buffer each CPU, is first in turn.
   *
   * @param max how many records to deliver at most; 0 delivers none
   * @return how many records were delivered
   * @throws IllegalArgumentException if the maximum is negative
   * @throws IllegalStateException as {@link #poll}
   */
  public final int consume(int max) {
    return poller.consume(max);
  }

  /** {@return whether {@link #close} has not been called} */
  public final boolean isOpen() {
    return !poller.isClosed();
  }

  /** Ends it. */
  @Override
  public abstract void close();

  /** The kind of buffer, and whether it is closed, for messages. */
  @Override
  public final String toString() {
    return poller.toString();
  }
}
