package org.bpfskel.internal.element;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The memory of {@link ElementBytes}, kept from call to call: so many pieces and no more, however
 * many threads there are, platform or virtual. A thread begins to look at a place of its own, so
 * that those that run at one time seldom meet. Taking and giving back cost one atomic operation
 * each, and no memory.
 */
public final class BytesPool {
  private static final int PLACE_BITS = 6;
  private static final int PLACES = 1 << PLACE_BITS;

  /** So many that the flags of two places are never in one line of a processor's cache. */
  private static final int STRIDE = 32;

  /** Spreads neighbouring numbers of threads: 2 to the 32nd by the golden ratio. */
  private static final int SPREAD = 0x9e3779b9;

  /** What threads may have beside the pool before they wait for it. */
  private static final long MOST_BESIDE = 64L << 20;

  /** A thread that holds one piece may need another: so nobody waits for ever. */
  private static final long LONGEST_WAIT_NANOSECONDS = 20_000_000;

  private static final AtomicIntegerArray TAKEN = new AtomicIntegerArray(PLACES * STRIDE);

  /** Each is read and written by whoever has taken its place. */
  private static final @Nullable ElementBytes[] KEPT = new ElementBytes[PLACES];

  private static final AtomicLong BESIDE = new AtomicLong();

  private static final ReentrantLock CROWD = new ReentrantLock();
  private static final Condition FREED = CROWD.newCondition();
  private static final AtomicInteger WAITING = new AtomicInteger();

  private BytesPool() {}

  /** Memory of at least that size for one thread, until it is given back. */
  static ElementBytes take(int size) {
    int first = firstPlace();
    if (TAKEN.compareAndSet(first * STRIDE, 0, 1)) {
      return at(first, size);
    }
    ElementBytes other = takeAny(first, size);
    return other == null ? beside(size) : other;
  }

  private static int firstPlace() {
    int spread = (int) Thread.currentThread().getId() * SPREAD;
    return spread >>> (Integer.SIZE - PLACE_BITS);
  }

  private static ElementBytes at(int place, int size) {
    ElementBytes bytes = KEPT[place];
    if (bytes == null || bytes.buffer().capacity() < size) {
      return replace(place, size);
    }
    return bytes;
  }

  private static ElementBytes replace(int place, int size) {
    try {
      ElementBytes bytes = ElementBytes.kept(place, size);
      KEPT[place] = bytes;
      return bytes;
    } catch (RuntimeException | Error e) {
      TAKEN.setRelease(place * STRIDE, 0);
      throw e;
    }
  }

  private static @Nullable ElementBytes takeAny(int first, int size) {
    for (int i = 1; i <= PLACES; i++) {
      int place = (first + i) % PLACES;
      if (TAKEN.get(place * STRIDE) == 0 && TAKEN.compareAndSet(place * STRIDE, 0, 1)) {
        return at(place, size);
      }
    }
    return null;
  }

  /** More threads than places are in the middle of a call. */
  private static ElementBytes beside(int size) {
    if (BESIDE.get() > MOST_BESIDE) {
      ElementBytes freed = await(size);
      if (freed != null) {
        return freed;
      }
    }
    ElementBytes own = ElementBytes.beside(size);
    BESIDE.addAndGet(size);
    return own;
  }

  /** Null if none was given back in time, or the thread is interrupted. */
  private static @Nullable ElementBytes await(int size) {
    int first = firstPlace();
    long nanoseconds = LONGEST_WAIT_NANOSECONDS;
    CROWD.lock();
    try {
      WAITING.incrementAndGet();
      ElementBytes freed = takeAny(first, size);
      while (freed == null && nanoseconds > 0) {
        nanoseconds = FREED.awaitNanos(nanoseconds);
        freed = takeAny(first, size);
      }
      return freed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      WAITING.decrementAndGet();
      CROWD.unlock();
    }
  }

  /** Gives a place back, with or without the memory in it. */
  static void free(int place, boolean keep) {
    if (!keep) {
      KEPT[place] = null;
    }
    TAKEN.setRelease(place * STRIDE, 0);
    // Without a fence a waiter may be missed now and then: it looks again when its time is over.
    if (WAITING.get() > 0 && CROWD.tryLock()) {
      try {
        FREED.signal();
      } finally {
        CROWD.unlock();
      }
    }
  }

  /** Says that memory beside the pool is done with. */
  static void freeBeside(int size) {
    BESIDE.addAndGet(-size);
  }
}
