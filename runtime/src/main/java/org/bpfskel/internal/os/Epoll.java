package org.bpfskel.internal.os;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bpfskel.internal.foreign.Release;

/**
 * Waits until one of several descriptors is ready, and owns them: {@code epoll(7)}. Safe for use by
 * several threads; what a thread waits for is not closed before it has returned.
 */
public final class Epoll implements AutoCloseable {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;
  private static final int EPOLL_CTL_DEL = 2;
  private static final int EFD_CLOEXEC = 0x80000;
  private static final int EINTR = 4;

  /** Which change of a descriptor to wait for. */
  public enum Interest {
    /** {@code EPOLLIN}: there is something to read. */
    READABLE(EpollEvent.EPOLLIN),
    /** {@code EPOLLOUT | EPOLLET}: room has come free since the last time. */
    ROOM_FREED(EpollEvent.EPOLLOUT | EpollEvent.EPOLLET);

    private final int events;

    Interest(int events) {
      this.events = events;
    }
  }

  private final OpenDescriptors held;
  private final Release release;

  /** Where the kernel writes what nobody reads: any thread may wait with it. */
  private final EpollEvent event = new EpollEvent();

  private final int epoll;
  private final int closing;
  private int waiting;
  private boolean closed;

  /** {@code epoll_create1}; a warning calls it by that name if nobody closes it. */
  public Epoll(String name) throws ErrnoException {
    held = new OpenDescriptors(name);
    try {
      epoll = held.add("epoll_create1", LibC.epoll_create1(EPOLL_CLOEXEC));
      closing = held.add("eventfd", LibC.eventfd(0, EFD_CLOEXEC));
      add(closing, Interest.READABLE);
      release = new Release(this, held);
    } catch (ErrnoException | RuntimeException | Error e) {
      held.free();
      throw e;
    }
  }

  /** Has something done before the descriptors are closed. */
  public void beforeRelease(Runnable call) {
    held.addFirst(call);
  }

  /** Takes a descriptor into ownership, even if it throws, and waits for it. */
  public synchronized void own(int fd, Interest interest) throws ErrnoException {
    own(fd);
    if (!closed) {
      add(fd, interest);
    }
  }

  /** Takes a descriptor into ownership, to close it with the others. */
  public synchronized void own(int fd) {
    if (closed) {
      Descriptor.close(fd);
    } else {
      held.add(fd);
    }
  }

  private void add(int fd, Interest interest) throws ErrnoException {
    try (EpollEvent wanted = new EpollEvent(interest.events, fd)) {
      ErrnoException.check("epoll_ctl", LibC.epoll_ctl(epoll, EPOLL_CTL_ADD, fd, wanted));
    }
  }

  /** Waits no longer for a descriptor that it owns, and goes on owning it. */
  public synchronized void forget(int fd) throws ErrnoException {
    if (!closed) {
      ErrnoException.check("epoll_ctl", LibC.epoll_ctl(epoll, EPOLL_CTL_DEL, fd, null));
    }
  }

  /**
   * Waits until a descriptor is ready, the time is over, or {@link #close} is called. A virtual
   * thread does not hold its carrier meanwhile.
   *
   * @return whether a descriptor is ready; false too if a signal came in between
   */
  public boolean await(int milliseconds) throws ErrnoException {
    if (!enter()) {
      return false;
    }
    try {
      if (!VirtualThreads.isCurrent()) {
        return isReady(milliseconds);
      }
      if (isReady(0)) {
        return true;
      }
      VirtualWait.await(epoll, TimeUnit.MILLISECONDS.toNanos(milliseconds));
      return isReady(0);
    } finally {
      leave();
    }
  }

  private boolean isReady(int milliseconds) throws ErrnoException {
    int ready = LibC.epoll_wait(epoll, event, 1, milliseconds);
    if (ready < 0 && Errno.last() == EINTR) {
      return false;
    }
    return ErrnoException.check("epoll_wait", ready) > 0;
  }

  private synchronized boolean enter() {
    if (!closed) {
      waiting++;
    }
    return !closed;
  }

  private synchronized void leave() {
    waiting--;
    releaseIfUnused();
  }

  /** Ends every {@link #await}; closes the descriptors when the last of them has returned. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      LibC.eventfd_write(closing, 1);
      releaseIfUnused();
    }
  }

  private void releaseIfUnused() {
    if (closed && waiting == 0) {
      release.now();
    }
  }

  private static final class OpenDescriptors implements Release.Held {
    private final String name;
    private final List<Integer> open = new ArrayList<>();
    private final List<Runnable> first = new ArrayList<>();

    OpenDescriptors(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    int add(String function, long answer) throws ErrnoException {
      int fd = (int) ErrnoException.check(function, answer);
      add(fd);
      return fd;
    }

    synchronized void add(int fd) {
      open.add(fd);
    }

    synchronized void addFirst(Runnable call) {
      first.add(call);
    }

    @Override
    public synchronized void free() {
      first.forEach(Runnable::run);
      open.forEach(Descriptor::close);
      open.clear();
    }
  }
}
