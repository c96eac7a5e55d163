package org.bpfskel.internal.foreign;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Frees what an object of ours holds outside the heap, once: when it is closed, or, with a warning,
 * when nothing can reach it any more. Safe for use by several threads.
 */
public final class Release {
  private static volatile @Nullable Cleaner started;

  private final Action action;
  private final Cleaner.Cleanable cleanable;

  /** What an object of ours holds. */
  public interface Held {
    /** What the warning calls it. */
    String name();

    /** Frees it; called once. */
    void free();
  }

  /**
   * What is held may not lead to the holder, which would never be unreachable then. Whoever uses it
   * must keep the holder reachable meanwhile, by a lock on it or {@link
   * java.lang.ref.Reference#reachabilityFence}.
   *
   * @param holder whose end is waited for
   */
  public Release(Object holder, Held held) {
    this.action = new Action(held);
    this.cleanable = register(holder, action);
  }

  /**
   * Has something done once nothing can reach an object any more, and that alone.
   *
   * @param end must not lead to the object
   */
  public static Cleaner.Cleanable register(Object object, Runnable end) {
    return cleaner().register(object, end);
  }

  /**
   * One thread for all of bpfskel. It is started when it is first needed, and not by a static
   * initialiser: where no thread can be had at the moment, a later try starts it.
   *
   * @throws OutOfMemoryError if no thread can be had
   */
  public static Cleaner cleaner() {
    Cleaner cleaner = started;
    return cleaner == null ? start() : cleaner;
  }

  private static synchronized Cleaner start() {
    Cleaner cleaner = started;
    if (cleaner == null) {
      cleaner = Cleaner.create();
      started = cleaner;
    }
    return cleaner;
  }

  /** Frees it unless that was done; what goes wrong is thrown. The holder must be reachable. */
  public void now() {
    action.closed = true;
    cleanable.clean();
  }

  private static final class Action implements Runnable {
    private final Held held;
    private volatile boolean closed;

    Action(Held held) {
      this.held = held;
    }

    @Override
    public void run() {
      if (closed) {
        held.free();
      } else {
        freeWithWarning();
      }
    }

    /** What a logger throws must not keep anything from being freed; the cleaner ignores it. */
    private void freeWithWarning() {
      try {
        Warnings.warn(
            "{0} was never closed, and nothing refers to it any more: it is freed now, with all"
                + " that it attached. Keep it as long as it is to work, then close it",
            held.name());
      } finally {
        try {
          held.free();
        } catch (RuntimeException e) {
          Warnings.warn("freeing " + held.name(), e);
        }
      }
    }
  }
}
