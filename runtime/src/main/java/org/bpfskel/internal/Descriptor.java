package org.bpfskel.internal;

/** File descriptors of kernel objects. Whoever gets one closes it, once. */
public final class Descriptor {
  private static final int F_DUPFD_CLOEXEC = 1030;

  private Descriptor() {}

  /** Another descriptor of the same object: {@code fcntl} with {@code F_DUPFD_CLOEXEC}. */
  public static int duplicate(int fd) throws ErrnoException {
    return (int) ErrnoException.check("fcntl", LibC.fcntl(fd, F_DUPFD_CLOEXEC, 0));
  }

  /** {@code close}. Its error is of no use: the descriptor is gone either way. */
  public static void close(int fd) {
    LibC.close(fd);
  }
}
