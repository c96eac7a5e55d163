package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.bpfskel.BpfException;
import org.bpfskel.access.BuildValues;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.Codec;
import org.bpfskel.data.RecordCodec;
import org.bpfskel.data.StructValue;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.Epoll;
import org.bpfskel.map.BpfUserRingBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes records into a user ring buffer map, for a program that takes them out with {@code
 * bpf_user_ringbuf_drain}: libbpf's {@code struct user_ring_buffer}. Since Linux 6.1. It writes the
 * memory that it shares with the kernel without a system call; only waiting needs one.
 *
 * <p>Programs see records in the order in which they were reserved. Safe for use by several
 * threads. A map has one writer: two on one map would overwrite each other's records.
 */
public final class UserRingBuffer implements AutoCloseable {
  /** A length has 30 bits beside its flags. */
  private static final int LARGEST_RECORD = (1 << 30) - 1;

  private final String name;
  private final SystemCall calls;
  private final Epoll epoll;
  private final UserRingWriter writer;
  private final BuildValues build;
  private final ReentrantLock waiting = new ReentrantLock(true);
  private final Set<UserRecord> pending = new HashSet<>();
  private final RingMapping ring;
  private volatile boolean closed;

  /** What was pending at close. */
  private long left;

  /**
   * A writer for the map: {@code user_ring_buffer__new}.
   *
   * @param map a loaded map that nothing else writes
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException if the map is not loaded or closed
   */
  public UserRingBuffer(BpfUserRingBuf map) {
    BpfUserRingBuf.of(map); // options may have made another kind of it
    this.name = "user ring buffer " + map.name();
    this.calls = SystemCall.on(name);
    this.build = EventMap.values(map);
    int fd = EventMap.descriptor(map);
    try {
      this.ring = RingMapping.of(fd, map, RingMapping.RingEnd.PRODUCER);
      this.writer =
          new UserRingWriter(
              map.toString(),
              ring.consumer().buffer(),
              ring.producer().buffer(),
              ring.data().buffer(),
              ring.size());
      this.epoll =
          calls.get(() -> new Epoll(UserRingBuffer.class.getName() + " of map " + map.name()));
    } catch (RuntimeException | Error e) {
      Descriptor.close(fd);
      throw e;
    }
    try {
      calls.run(() -> epoll.own(fd, Epoll.Interest.ROOM_FREED));
    } catch (RuntimeException | Error e) {
      epoll.close();
      throw e;
    }
  }

  /**
   * Reserves room for a record: {@code user_ring_buffer__reserve}.
   *
   * @param size of the record in bytes
   * @return the record to fill in and submit; null if there is no room now
   * @throws IllegalArgumentException if it could never fit
   * @throws IllegalStateException after close; or if the ring's positions cannot be, because
   *     something else has moved them
   */
  public @Nullable UserRecord reserve(int size) {
    if (size < 0 || size > LARGEST_RECORD || RingRecords.spaceOf(size) > writer.size()) {
      throw new IllegalArgumentException(
          "%s: a record of %d bytes and a header of %d in a ring of %d"
              .formatted(Printable.of(name), size, RingRecords.HEADER_SIZE, writer.size()));
    }
    synchronized (this) {
      requireOpen("reserve");
      long position = writer.reserve(size);
      if (position == UserRingWriter.NO_ROOM) {
        return null;
      }
      try {
        UserRecord record = new UserRecord(this, position, size);
        pending.add(record);
        return record;
      } catch (OutOfMemoryError e) {
        // Nobody could end it, and all that come after it would wait for that.
        writer.discard(position, size);
        throw e;
      }
    }
  }

  /**
   * Reserves room for a record, waiting until a program has drained enough: {@code
   * user_ring_buffer__reserve_blocking}. A program that drains with {@code BPF_RB_NO_WAKEUP} does
   * not end the waiting early. A virtual thread leaves its carrier to others while it waits.
   *
   * @param size of the record in bytes
   * @param timeout the longest time to wait, in whole milliseconds; zero for none
   * @return the record to fill in and submit; null if the time is over
   * @throws IllegalArgumentException if it could never fit, or the timeout is negative
   * @throws IllegalStateException as {@link #reserve(int)}, also after a close that came meanwhile
   */
  public @Nullable UserRecord reserve(int size, Duration timeout) {
    Deadline deadline = Deadline.after(timeout);
    UserRecord record = reserve(size);
    if (record != null || !lockWaiting(deadline)) {
      return record;
    }
    try {
      record = reserve(size);
      while (record == null && !deadline.isOver()) {
        calls.get(() -> epoll.await(deadline.milliseconds()));
        record = reserve(size);
      }
      return record;
    } finally {
      waiting.unlock();
    }
  }

  /** One waits at a time, for the kernel wakes one: the others wait for their turn. */
  private boolean lockWaiting(Deadline deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return waiting.tryLock(deadline.nanoseconds(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Sends one value, waiting for room. Where the map's object is another build than the class was
   * made from, it is written as the object's struct of that name lies there.
   *
   * @param <T> what a record is in Java
   * @param codec how the value becomes bytes
   * @param value not null
   * @param timeout the longest time to wait for room, in whole milliseconds; zero for none
   * @return whether there was room in time
   * @throws IllegalArgumentException if C cannot hold the value, the object's struct lacks a member
   *     that is set or has another kind of it, or as {@link #reserve(int, Duration)}
   * @throws IllegalStateException as {@link #reserve(int, Duration)}
   */
  public <T> boolean send(Codec<T> codec, T value, Duration timeout) {
    Codec<T> inBuild = build.codec(codec);
    return inBuild instanceof RecordCodec<T> record
        ? send(record.recordSize(value), bytes -> record.writeRecord(bytes, 0, value), timeout)
        : send(inBuild.size(), bytes -> inBuild.write(bytes, 0, value), timeout);
  }

  /**
   * Sends one struct, as {@link #send(Codec, Object, Duration)}. The elements of an array of no
   * fixed length, {@code data[]}, follow it: the record has as many bytes as both take.
   *
   * @param value read in this call, and not kept
   * @param timeout the longest time to wait for room, in whole milliseconds; zero for none
   * @return whether there was room in time
   */
  public boolean send(StructValue value, Duration timeout) {
    return send(build.recordSize(value), bytes -> build.writeRecord(bytes, value), timeout);
  }

  private boolean send(int size, Consumer<ByteBuffer> write, Duration timeout) {
    try (UserRecord record = reserve(size, timeout)) {
      if (record == null) {
        return false;
      }
      write.accept(record.bytes());
      record.submit();
      return true;
    }
  }

  /** {@return bytes of the ring, headers of records included} */
  public int size() {
    return writer.size();
  }

  /**
   * {@return bytes that no program has drained yet, headers and records not yet submitted included;
   * after close as it was then}
   */
  public synchronized long pendingBytes() {
    if (closed) {
      return left;
    }
    long consumed = writer.consumerPosition();
    return writer.producerPosition() - consumed;
  }

  synchronized void requirePending(UserRecord record, String operation) {
    if (!pending.contains(record)) {
      throw new IllegalStateException(
          "%s: %s of a record after its submit or discard, or after close"
              .formatted(Printable.of(name), operation));
    }
  }

  synchronized void end(UserRecord record, String operation, Consumer<UserRingWriter> how) {
    requirePending(record, operation);
    pending.remove(record);
    how.accept(writer);
  }

  synchronized void discardIfPending(UserRecord record) {
    if (pending.remove(record)) {
      record.discardIn(writer);
    }
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          Printable.of(name) + ": " + operation + " is not possible after close");
    }
  }

  /** {@return whether {@link #close} has not been called} */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Ends it: {@code user_ring_buffer__free}. Records that are reserved only are discarded, lest
   * they hold up what comes after them; those submitted stay for the program. Ends waiting in other
   * threads. Closing again has no effect.
   */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        pending.forEach(record -> record.discardIn(writer));
        pending.clear();
        left = pendingBytes();
        closed = true;
        ring.end(false);
      }
    }
    epoll.close();
  }

  /** The map's name, and whether the buffer is closed, for messages. */
  @Override
  public String toString() {
    return Printable.of(closed ? name + " (closed)" : name);
  }
}
