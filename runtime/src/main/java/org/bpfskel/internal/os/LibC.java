package org.bpfskel.internal.os;

import org.bpfskel.internal.foreign.DynamicLinker;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Functions of the C library under their own names, as far as they are used: a table. Pointers,
 * {@code size_t} and {@code off_t} are {@code long}. Each returns -1 and sets errno when it fails,
 * {@code if_nametoindex} 0.
 */
public final class LibC {
  private static volatile @Nullable NativeFunctions found;

  private LibC() {}

  /** No static initialiser: one that fails for want of memory would fail for ever. */
  public static NativeFunctions functions() {
    NativeFunctions functions = found;
    return functions == null ? find() : functions;
  }

  private static synchronized NativeFunctions find() {
    NativeFunctions functions = found;
    if (functions == null) {
      DynamicLinker linker = DynamicLinker.ofProcess();
      functions = new NativeFunctions(linker, linker.open(null));
      found = functions;
    }
    return functions;
  }

  static long mmap(long address, long length, int protection, int flags, int fd, long at) {
    return functions().int64("mmap", address, length, protection, flags, fd, at);
  }

  static int munmap(long address, long length) {
    return functions().int32("munmap", address, length);
  }

  static int getpagesize() {
    return functions().int32("getpagesize");
  }

  public static int geteuid() {
    return functions().int32("geteuid");
  }

  static int open(String path, int flags) {
    return functions().int32("open", path, flags);
  }

  static int close(int fd) {
    return functions().int32("close", fd);
  }

  static int dup3(int fd, int as, int flags) {
    return functions().int32("dup3", fd, as, flags);
  }

  static int fcntl(int fd, int command, long argument) {
    return functions().int32("fcntl", fd, command, argument);
  }

  static int unlink(String path) {
    return functions().int32("unlink", path);
  }

  static long read(int fd, byte[] bytes, long size) {
    return functions().int64("read", fd, bytes, size);
  }

  static int socket(int domain, int type, int protocol) {
    return functions().int32("socket", domain, type, protocol);
  }

  static long send(int fd, byte[] bytes, long size, int flags) {
    return functions().int64("send", fd, bytes, size, flags);
  }

  static long recv(int fd, byte[] bytes, long size, int flags) {
    return functions().int64("recv", fd, bytes, size, flags);
  }

  /** Seconds and nanoseconds of a clock that there always is. */
  static int clock_gettime(int clock, long[] timespec) {
    return functions().int32("clock_gettime", clock, timespec);
  }

  static int setsockopt(int fd, int level, int option, int[] value, int size) {
    return functions().int32("setsockopt", fd, level, option, value, size);
  }

  static int getsockopt(int fd, int level, int option, long[] value, int[] size) {
    return functions().int32("getsockopt", fd, level, option, value, size);
  }

  static int if_nametoindex(String name) {
    return functions().int32("if_nametoindex", name);
  }

  static int epoll_create1(int flags) {
    return functions().int32("epoll_create1", flags);
  }

  static int epoll_ctl(int epoll, int operation, int fd, @Nullable EpollEvent event) {
    return functions().int32("epoll_ctl", epoll, operation, fd, event);
  }

  static int epoll_wait(int epoll, EpollEvent events, int count, int milliseconds) {
    return functions().int32("epoll_wait", epoll, events, count, milliseconds);
  }

  static int eventfd(int initial, int flags) {
    return functions().int32("eventfd", initial, flags);
  }

  static int eventfd_write(int fd, long value) {
    return functions().int32("eventfd_write", fd, value);
  }

  /** The words are the library's own, and stay where they are. */
  static long strerror(int errno) {
    return functions().int64("strerror", errno);
  }

  /** Formats with a {@code va_list}, of which a pointer is given: the length that it would have. */
  public static int vsnprintf(long into, long size, long format, long arguments) {
    return functions().int32("vsnprintf", into, size, format, arguments);
  }

  /** Variadic in C: every argument is a whole register. */
  static long syscall(long number, long a, long b, long c, long d, long e) {
    return functions().int64("syscall", number, a, b, c, d, e);
  }

  /** One that takes a text. */
  static long syscall(long number, String text, long flags) {
    return functions().int64("syscall", number, text, flags);
  }
}
