package org.bpfskel.internal;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/** The C library's functions on descriptors, under their own names: a table. */
public final class Posix {
  public static final int O_RDONLY = 0;
  public static final int O_CLOEXEC = 0x80000;
  public static final int O_PATH = 0x200000;

  /** The number of {@code pidfd_open}, the same on every architecture; glibc has it since 2.36. */
  private static final long SYS_PIDFD_OPEN = 434;

  static {
    Native.register(Posix.class, NativeLibrary.getInstance("c"));
  }

  private Posix() {}

  /** {@code pidfd_open(2)}: a descriptor, or -1 and errno. */
  public static int pidfdOpen(int pid) {
    return (int) syscall(SYS_PIDFD_OPEN, pid, 0);
  }

  /** {@code dup}, closed when another program is executed: a descriptor, or -1 and errno. */
  public static int dup(int fd) {
    return fcntl(fd, F_DUPFD_CLOEXEC, 0);
  }

  private static final int F_DUPFD_CLOEXEC = 1030;

  private static native long syscall(long number, long first, long second);

  private static native int fcntl(int fd, int command, long argument);

  public static native int open(String path, int flags);

  public static native int close(int fd);
}
