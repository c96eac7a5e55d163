package org.bpfskel.internal;

import com.sun.jna.NativeLibrary;

/**
 * Functions of the C library under their own names, as far as they are used: a table. Pointers,
 * {@code size_t} and {@code off_t} are {@code long}. Each returns -1 and sets errno when it fails,
 * {@code if_nametoindex} 0.
 */
final class LibC {
  private static final NativeFunctions C = new NativeFunctions(NativeLibrary.getInstance("c"));

  private LibC() {}

  static long mmap(long address, long length, int protection, int flags, int fd, long at) {
    return C.int64("mmap", address, length, protection, flags, fd, at);
  }

  static int munmap(long address, long length) {
    return C.int32("munmap", address, length);
  }

  static int getpagesize() {
    return C.int32("getpagesize");
  }

  static int open(String path, int flags) {
    return C.int32("open", path, flags);
  }

  static int close(int fd) {
    return C.int32("close", fd);
  }

  static int dup3(int fd, int as, int flags) {
    return C.int32("dup3", fd, as, flags);
  }

  static int fcntl(int fd, int command, long argument) {
    return C.int32("fcntl", fd, command, argument);
  }

  static long read(int fd, byte[] bytes, long size) {
    return C.int64("read", fd, bytes, size);
  }

  static int if_nametoindex(String name) {
    return C.int32("if_nametoindex", name);
  }

  static int epoll_create1(int flags) {
    return C.int32("epoll_create1", flags);
  }

  static int epoll_ctl(int epoll, int operation, int fd, long event) {
    return C.int32("epoll_ctl", epoll, operation, fd, event);
  }

  static int epoll_wait(int epoll, long events, int count, int milliseconds) {
    return C.int32("epoll_wait", epoll, events, count, milliseconds);
  }

  static int eventfd(int initial, int flags) {
    return C.int32("eventfd", initial, flags);
  }

  static int eventfd_write(int fd, long value) {
    return C.int32("eventfd_write", fd, value);
  }

  /** Variadic in C: every argument is a whole register. */
  static long syscall(long number, long a, long b, long c, long d, long e) {
    return C.int64("syscall", number, a, b, c, d, e);
  }
}
