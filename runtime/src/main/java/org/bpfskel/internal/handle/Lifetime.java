package org.bpfskel.internal.handle;

import java.lang.ref.Reference;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;

/**
 * Decides which calls may reach libbpf now. Calls that read share the object, calls that change its
 * state have it alone: so nothing is freed while another thread uses it. Nor while this one does
 * and nothing else refers to the object any more: every call keeps its lifetime reachable.
 */
public final class Lifetime {
  enum State {
    OPENED,
    LOADED,
    LOAD_FAILED,
    CLOSED
  }

  public static final Set<State> BEFORE_LOAD = EnumSet.of(State.OPENED);
  public static final Set<State> AFTER_LOAD = EnumSet.of(State.LOADED);
  static final Set<State> ALWAYS = EnumSet.allOf(State.class);
  public static final Set<State> UNTIL_CLOSE =
      EnumSet.of(State.OPENED, State.LOADED, State.LOAD_FAILED);

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final long number = NUMBERS.incrementAndGet();
  private final String object;
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Gate loaded = new Gate();
  private volatile State state = State.OPENED;

  Lifetime(String object) {
    this.object = object;
  }

  /** Runs a call that leaves the object as it is, beside others of its kind. */
  public <T> T shared(String operation, Set<State> allowed, Supplier<T> call) {
    Lock read = lock.readLock();
    read.lock();
    try {
      require(operation, allowed);
      return call.get();
    } finally {
      read.unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** As {@link #shared}, with two objects, locked in one order whoever asks. */
  public <T> T sharedWith(Lifetime other, String operation, Set<State> allowed, Supplier<T> call) {
    Lifetime first = number <= other.number ? this : other;
    Lifetime second = first == this ? other : this;
    return first.shared(operation, allowed, () -> second.shared(operation, allowed, call));
  }

  /**
   * Begins a call on what the kernel has, which ends with {@link #leave}. Beside every other call
   * but close, and without cost in memory; so it must not call back into Java.
   */
  public void enter(String operation, String map) {
    while (!loaded.enter()) {
      String what = operation + " of map " + map;
      // Without the lock: close holds it until every call has left, and a call with two maps may be
      // in the other's way, while that is closed too.
      require(what, UNTIL_CLOSE);
      // Throws, unless a load ended just now.
      shared(what, AFTER_LOAD, () -> state);
    }
  }

  public void leave() {
    try {
      loaded.leave();
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /** Runs a call that changes the object, alone. */
  public <T> T exclusive(String operation, Set<State> allowed, Supplier<T> call) {
    Lock alone = lockAlone(operation);
    try {
      require(operation, allowed);
      return call.get();
    } finally {
      alone.unlock();
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Runs a load, which ends in {@link State#LOADED} or {@link State#LOAD_FAILED}; a failure of what
   * prepares it changes nothing.
   */
  public void load(Runnable prepare, Runnable load) {
    exclusive(
        "load",
        BEFORE_LOAD,
        () -> {
          prepare.run();
          state = State.LOAD_FAILED;
          load.run();
          state = State.LOADED;
          loaded.open();
          return state;
        });
  }

  /** Runs the release of everything, once. */
  void close(String operation, Runnable call) {
    Lock alone = lockAlone(operation);
    try {
      if (state != State.CLOSED) {
        state = State.CLOSED;
        loaded.shut();
        call.run();
      }
    } finally {
      alone.unlock();
      Reference.reachabilityFence(this);
    }
  }

  /** A logger called in the middle of a libbpf call must not pull the object from under it. */
  private Lock lockAlone(String operation) {
    if (lock.isWriteLockedByCurrentThread() || lock.getReadHoldCount() > 0) {
      throw new IllegalStateException(
          Printable.of(object + ": " + operation)
              + " was called from within another call on the same object");
    }
    Lock alone = lock.writeLock();
    alone.lock();
    return alone;
  }

  public boolean allows(Set<State> allowed) {
    lock.readLock().lock();
    try {
      return allowed.contains(state);
    } finally {
      lock.readLock().unlock();
    }
  }

  private void require(String operation, Set<State> allowed) {
    if (!allowed.contains(state)) {
      throw new IllegalStateException(
          Printable.of(object + ": " + operation) + " is not possible " + describe(state));
    }
  }

  /** What to throw for a call on what load left out, with the reason. */
  IllegalStateException leftOut(String operation, String reason) {
    return new IllegalStateException(
        Printable.of(object + ": " + operation) + " is not possible: " + reason);
  }

  private static String describe(State state) {
    return switch (state) {
      case OPENED -> "before load";
      case LOADED -> "after load";
      case LOAD_FAILED -> "after a failed load: the object can only be closed";
      case CLOSED -> "after close";
    };
  }
}
