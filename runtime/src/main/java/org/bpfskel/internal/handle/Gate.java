package org.bpfskel.internal.handle;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts calls under way that never call back into Java, so that shutting can wait for them. Costs
 * two atomic additions a call and no memory, which the lock of {@link Lifetime} cannot promise.
 */
public final class Gate {
  /** Makes the count negative, whatever number of calls comes on top. */
  private static final long SHUT = Long.MIN_VALUE;

  private static final int SPINS = 100;
  private static final long PAUSE_NANOSECONDS = 20_000;

  private final AtomicLong calls = new AtomicLong(SHUT);

  /** Whether the call may go on; then it must {@link #leave}. */
  public boolean enter() {
    if (calls.incrementAndGet() > 0) {
      return true;
    }
    leave();
    return false;
  }

  public void leave() {
    calls.decrementAndGet();
  }

  /** Once, and as {@link #shut} by one thread at a time; adding turns the sign either way. */
  public void open() {
    calls.addAndGet(SHUT);
  }

  /** Refuses calls from now on, and waits for those under way. */
  public void shut() {
    if (calls.get() >= 0) {
      calls.addAndGet(SHUT);
    }
    for (int i = 0; calls.get() != SHUT; i++) {
      if (i < SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PAUSE_NANOSECONDS);
      }
    }
  }
}
