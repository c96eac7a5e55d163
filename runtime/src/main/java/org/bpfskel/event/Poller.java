package org.bpfskel.event;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Epoll;

/**
 * Waits for records of several sources and has them delivered, by one thread at a time. Waiting is
 * outside the lock, so that a thread that waits holds up nobody.
 */
final class Poller implements AutoCloseable {
  /** One shared memory with records. */
  interface Source {
    /**
     * Delivers the records that are there when it is called, in order. A record counts as delivered
     * once its consumer was called, whether that threw or not.
     *
     * @return how many, at most {@code max}
     * @throws DamagedRingException if the memory says what cannot be
     */
    int drain(int max);

    /** Gives the memory back: after the last delivery. */
    void end();
  }

  /** Nanoseconds; the system makes it some microseconds. */
  private static final long STILL_WRITTEN_PAUSE = 1_000;

  private final String name;
  private final SystemCall calls;
  private final Epoll epoll;
  private final ReentrantLock delivery = new ReentrantLock();
  private final Sources sources;
  private volatile boolean closed;

  /** The names are for messages: of the kind, and of the class whose close ends it. */
  Poller(String name, String owner) {
    this.name = name;
    this.calls = SystemCall.on(name);
    this.epoll = calls.get(() -> new Epoll(owner));
    this.sources = new Sources(fd -> calls.run(() -> epoll.forget(fd)));
  }

  /** Adds a source, and the descriptor that tells when it has records, which it takes over. */
  void add(Source source, int fd) {
    calls.run(() -> epoll.own(fd, Epoll.Interest.READABLE));
    sources.add(source, fd);
    endUnlessDelivering();
  }

  /** Has something done at the end, whoever brings it about. */
  void beforeRelease(Runnable call) {
    epoll.beforeRelease(call);
  }

  /** Takes over a descriptor, to close it with the others. */
  void own(int fd) {
    epoll.own(fd);
  }

  int poll(Duration timeout) {
    Deadline deadline = Deadline.after(timeout);
    requireOpen("poll");
    int delivered = deliver("poll", Integer.MAX_VALUE);
    while (delivered == 0 && !closed && !deadline.isOver()) {
      boolean ready = calls.get(() -> epoll.await(deadline.milliseconds()));
      delivered = deliver("poll", Integer.MAX_VALUE);
      if (ready && delivered == 0) {
        // The kernel reports a record that a program still writes: give that program the CPU.
        LockSupport.parkNanos(STILL_WRITTEN_PAUSE);
      }
    }
    return delivered;
  }

  int consume(int max) {
    if (max < 0) {
      throw new IllegalArgumentException("a maximum of " + max + " records");
    }
    requireOpen("consume");
    return deliver("consume", max);
  }

  private int deliver(String operation, int max) {
    if (delivery.isHeldByCurrentThread()) {
      throw new IllegalStateException(
          Printable.of(name) + ": " + operation + " was called by a consumer of its own");
    }
    delivery.lock();
    try {
      return sources.drain(max, this::isClosed);
    } finally {
      delivery.unlock();
      endUnlessDelivering();
    }
  }

  /** After close. A delivery that is under way, to a consumer that closed perhaps, does it then. */
  private void endUnlessDelivering() {
    if (closed && !delivery.isHeldByCurrentThread() && delivery.tryLock()) {
      try {
        sources.end();
      } finally {
        delivery.unlock();
      }
    }
  }

  boolean isClosed() {
    return closed;
  }

  void requireOpen(String operation) {
    if (closed) {
      throw new IllegalStateException(
          Printable.of(name) + ": " + operation + " is not possible after close");
    }
  }

  @Override
  public void close() {
    closed = true;
    epoll.close();
    endUnlessDelivering();
  }

  @Override
  public String toString() {
    return Printable.of(closed ? name + " (closed)" : name);
  }
}
