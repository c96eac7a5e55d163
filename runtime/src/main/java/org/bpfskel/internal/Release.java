package org.bpfskel.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.function.Supplier;

/**
 * Frees what an object of ours holds outside the heap, once: when it is closed, or, with a warning,
 * when nothing can reach it any more. Safe for use by several threads.
 */
public final class Release {
  /** One thread for all of bpfskel. */
  static final Cleaner CLEANER = Cleaner.create();

  private static final Logger LOG = System.getLogger("org.bpfskel");

  private final Action action;
  private final Cleaner.Cleanable cleanable;

  /**
   * Neither {@code name} nor {@code free} may lead to the holder, which would never be unreachable
   * then. Whoever uses what is held must keep the holder reachable meanwhile, by a lock on it or
   * {@link java.lang.ref.Reference#reachabilityFence}.
   *
   * @param holder whose end is waited for
   * @param name what the warning calls it
   */
  public Release(Object holder, Supplier<String> name, Runnable free) {
    this.action = new Action(name, free);
    this.cleanable = CLEANER.register(holder, action);
  }

  /** Frees it unless that was done; what goes wrong is thrown. The holder must be reachable. */
  public void now() {
    action.closed = true;
    cleanable.clean();
  }

  private static final class Action implements Runnable {
    private final Supplier<String> name;
    private final Runnable free;
    private volatile boolean closed;

    Action(Supplier<String> name, Runnable free) {
      this.name = name;
      this.free = free;
    }

    @Override
    public void run() {
      if (closed) {
        free.run();
      } else {
        freeWithWarning();
      }
    }

    /** What a logger throws must not keep anything from being freed; the cleaner ignores it. */
    private void freeWithWarning() {
      try {
        LOG.log(
            Level.WARNING,
            "{0} was never closed, and nothing refers to it any more: it is freed now, with all"
                + " that it attached. Keep it as long as it is to work, then close it",
            name.get());
      } finally {
        try {
          free.run();
        } catch (RuntimeException e) {
          LOG.log(Level.WARNING, "freeing " + name.get(), e);
        }
      }
    }
  }
}
