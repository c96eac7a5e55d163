package org.bpfskel.internal.os;

/** File descriptors of kernel objects. Whoever gets one closes it, once. */
public final class Descriptor {
  private static final int F_DUPFD_CLOEXEC = 1030;

  private static final int O_CLOEXEC = 0x80000;
  private static final int O_NONBLOCK = 0x800;
  private static final int O_PATH = 0x200000;

  /** The same on every architecture; glibc has the function itself since 2.36 only. */
  private static final long SYS_PIDFD_OPEN = 434;

  private Descriptor() {}

  /** {@code open} with {@code O_PATH}: of the file as such, which needs no right to read it. */
  public static int ofPath(String path) throws ErrnoException {
    return (int) ErrnoException.check("open", LibC.open(path, O_PATH | O_CLOEXEC));
  }

  /** {@code open} for reading, without waiting for anybody. */
  public static int ofFile(String path) throws ErrnoException {
    return (int) ErrnoException.check("open", LibC.open(path, O_NONBLOCK | O_CLOEXEC));
  }

  /** {@code pidfd_open}, which the kernel has since Linux 5.3. */
  public static int ofProcess(long pid) throws ErrnoException {
    return (int) ErrnoException.check("pidfd_open", LibC.syscall(SYS_PIDFD_OPEN, pid, 0, 0, 0, 0));
  }

  /** Another descriptor of the same object: {@code fcntl} with {@code F_DUPFD_CLOEXEC}. */
  public static int duplicate(int fd) throws ErrnoException {
    return (int) ErrnoException.check("fcntl", LibC.fcntl(fd, F_DUPFD_CLOEXEC, 0));
  }

  /**
   * Ends what a descriptor refers to, while its number stays taken: {@code dup3} of {@code
   * /dev/null}. For those that a library will close much later.
   */
  public static void empty(int fd) throws ErrnoException {
    int nothing = ofFile("/dev/null");
    try {
      ErrnoException.check("dup3", LibC.dup3(nothing, fd, O_CLOEXEC));
    } finally {
      close(nothing);
    }
  }

  /** {@code unlink}: takes a name away from what descriptors may lead to. */
  public static void unlink(String path) throws ErrnoException {
    ErrnoException.check("unlink", LibC.unlink(path));
  }

  /** {@code read}: the number of bytes, 0 at the end. */
  static int read(int fd, byte[] bytes) throws ErrnoException {
    return (int) ErrnoException.check("read", LibC.read(fd, bytes, bytes.length));
  }

  /** {@code close}. Its error is of no use: the descriptor is gone either way. */
  public static void close(int fd) {
    LibC.close(fd);
  }
}
