package org.bpfskel.internal.os;

import org.bpfskel.internal.foreign.NativeBinding;
import org.bpfskel.internal.foreign.NativeFunctions;
import org.bpfskel.internal.foreign.NativeMemory;

/** The system's error numbers, their symbols and words. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int ENXIO = 6;
  public static final int E2BIG = 7;
  public static final int EBADF = 9;
  public static final int EAGAIN = 11;
  public static final int ENOMEM = 12;
  public static final int EACCES = 13;
  public static final int EBUSY = 16;
  public static final int EEXIST = 17;
  public static final int ENODEV = 19;
  public static final int EINVAL = 22;
  public static final int ENFILE = 23;
  public static final int EMFILE = 24;
  public static final int ETXTBSY = 26;
  public static final int ENOSPC = 28;
  public static final int ERANGE = 34;
  public static final int ENOSYS = 38;
  public static final int ENOTSOCK = 88;
  public static final int EOPNOTSUPP = 95;

  /** Of the kernel alone: no C library knows it, but BPF system calls return it. */
  public static final int ENOTSUPP = 524;

  /** Since glibc 2.32; other C libraries have none. */
  private static final String SYMBOL = "strerrorname_np";

  private Errno() {}

  /** The error of this thread's last native call. */
  public static int last() {
    return NativeBinding.calls().errno();
  }

  /** The symbol, such as {@code EPERM}; the number for what has none. */
  public static String symbol(int errno) {
    if (errno == ENOTSUPP) {
      return "ENOTSUPP";
    }
    NativeFunctions c = LibC.functions();
    long symbol = c.has(SYMBOL) ? c.int64(SYMBOL, errno) : 0;
    return symbol == 0 ? "errno " + errno : NativeMemory.string(symbol);
  }

  /** The C library's words. */
  public static String describe(int errno) {
    return NativeMemory.string(LibC.strerror(errno));
  }
}
