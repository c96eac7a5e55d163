package org.bpfskel.internal;

import com.sun.jna.Native;

/**
 * Functions of the C library under their own names, as far as they are used: a table. Pointers,
 * {@code size_t} and {@code off_t} are {@code long}. Each returns -1 and sets errno when it fails,
 * {@code if_nametoindex} 0.
 */
final class LibC {
  static {
    Native.register(LibC.class, "c");
  }

  private LibC() {}

  static native long mmap(long address, long length, int protection, int flags, int fd, long at);

  static native int munmap(long address, long length);

  static native int getpagesize();

  static native int open(String path, int flags);

  static native int close(int fd);

  static native int dup3(int fd, int as, int flags);

  static native int fcntl(int fd, int command, long argument);

  static native long read(int fd, byte[] bytes, long size);

  static native int if_nametoindex(String name);

  static native int epoll_create1(int flags);

  static native int epoll_ctl(int epoll, int operation, int fd, long event);

  static native int epoll_wait(int epoll, long events, int count, int milliseconds);

  static native int eventfd(int initial, int flags);

  static native int eventfd_write(int fd, long value);

  /** Variadic in C: every argument is a whole register. */
  static native long syscall(long number, long a, long b, long c, long d, long e);
}
