package org.bpfskel.internal.os;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.bpfskel.internal.foreign.Warnings;
import org.jspecify.annotations.Nullable;

/**
 * Waits for epoll descriptors in place of virtual threads, which are parked meanwhile and leave
 * their carriers to others. One platform thread does it for all: an epoll descriptor can be waited
 * for by another. It ends a second after the last wait, so that it holds up neither the end of the
 * process nor that of a class loader.
 */
public final class VirtualWait implements Runnable {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;

  private static final int IDLE_MILLISECONDS = 1_000;

  private static final ReentrantLock LOCK = new ReentrantLock();

  /** What waits now; under the lock, as everything below. */
  private static @Nullable VirtualWait running;

  private final int epoll;
  private final Map<Integer, Set<Waiter>> waiters = new HashMap<>();

  /** A thread that waits for one descriptor. */
  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private volatile boolean woken;

    /** Until woken, or the time is over; interrupting the thread has no effect. */
    void park(long nanoseconds) {
      long end = System.nanoTime() + nanoseconds;
      boolean interrupted = false;
      for (long left = nanoseconds; !woken && left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(this, left);
        // An interrupted thread would not park again.
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        thread.interrupt();
      }
    }

    void wake() {
      woken = true;
      LockSupport.unpark(thread);
    }
  }

  private VirtualWait(int epoll) {
    this.epoll = epoll;
  }

  /**
   * Parks this thread until the epoll descriptor has something ready, or the time is over, or
   * sooner. The descriptor must stay open meanwhile.
   */
  static void await(int descriptor, long nanoseconds) throws ErrnoException {
    Waiter waiter = new Waiter();
    VirtualWait wait = begin(descriptor, waiter);
    try {
      waiter.park(nanoseconds);
    } finally {
      wait.end(descriptor, waiter);
    }
  }

  private static VirtualWait begin(int descriptor, Waiter waiter) throws ErrnoException {
    LOCK.lock();
    try {
      VirtualWait wait = running != null ? running : start();
      wait.add(descriptor, waiter);
      return wait;
    } finally {
      LOCK.unlock();
    }
  }

  private static VirtualWait start() throws ErrnoException {
    int epoll = (int) ErrnoException.check("epoll_create1", LibC.epoll_create1(EPOLL_CLOEXEC));
    VirtualWait started = new VirtualWait(epoll);
    try {
      Thread thread = new Thread(null, started, "bpfskel virtual threads' wait", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    } catch (RuntimeException | Error e) {
      Descriptor.close(epoll);
      throw e;
    }
    running = started;
    return started;
  }

  private void add(int descriptor, Waiter waiter) throws ErrnoException {
    Set<Waiter> same = waiters.get(descriptor);
    if (same == null) {
      control(EPOLL_CTL_ADD, descriptor);
      same = new HashSet<>();
      waiters.put(descriptor, same);
    }
    same.add(waiter);
  }

  private void control(int operation, int descriptor) throws ErrnoException {
    try (EpollEvent event = new EpollEvent(EpollEvent.EPOLLIN, descriptor)) {
      ErrnoException.check("epoll_ctl", LibC.epoll_ctl(epoll, operation, descriptor, event));
    }
  }

  private void end(int descriptor, Waiter waiter) throws ErrnoException {
    LOCK.lock();
    try {
      Set<Waiter> same = waiters.get(descriptor);
      if (same != null && same.remove(waiter) && same.isEmpty()) {
        forget(descriptor);
      }
    } finally {
      LOCK.unlock();
    }
  }

  private void forget(int descriptor) throws ErrnoException {
    waiters.remove(descriptor);
    control(EPOLL_CTL_DEL, descriptor);
  }

  @Override
  public void run() {
    try (EpollEvent event = new EpollEvent()) {
      boolean goesOn = true;
      while (goesOn) {
        int ready = LibC.epoll_wait(epoll, event, 1, IDLE_MILLISECONDS);
        goesOn = ready > 0 ? wake(event.descriptor()) : !isIdle();
      }
    } catch (ErrnoException e) {
      Warnings.warn("waiting in place of virtual threads", e);
    } finally {
      stop();
    }
  }

  /** Wakes all who wait for it: each looks for itself what there is. */
  private boolean wake(int descriptor) throws ErrnoException {
    LOCK.lock();
    try {
      Set<Waiter> same = waiters.get(descriptor);
      // Null if the last of them has just gone: what was told then comes to nobody.
      if (same != null) {
        forget(descriptor);
        same.forEach(Waiter::wake);
      }
      return true;
    } finally {
      LOCK.unlock();
    }
  }

  private boolean isIdle() {
    LOCK.lock();
    try {
      if (waiters.isEmpty()) {
        running = null;
        return true;
      }
      return false;
    } finally {
      LOCK.unlock();
    }
  }

  /** Whoever still waits then, after a failure, has another thread begin. */
  private void stop() {
    LOCK.lock();
    try {
      if (running == this) {
        running = null;
      }
      waiters.values().forEach(same -> same.forEach(Waiter::wake));
      waiters.clear();
      Descriptor.close(epoll);
    } finally {
      LOCK.unlock();
    }
  }
}
