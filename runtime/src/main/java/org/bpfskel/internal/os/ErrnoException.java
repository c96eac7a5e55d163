package org.bpfskel.internal.os;

/** A call of the C library failed. Checked, so that it cannot leave the runtime as it is. */
public final class ErrnoException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String function;
  private final int errno;

  private ErrnoException(String function, int errno) {
    super(function + ": errno " + errno);
    this.function = function;
    this.errno = errno;
  }

  /** Throws the error of this thread's last native call if a function returned -1. */
  static long check(String function, long result) throws ErrnoException {
    if (result == -1) {
      throw new ErrnoException(function, Errno.last());
    }
    return result;
  }

  /** Of an error that the kernel told in another way. */
  static ErrnoException of(String function, int errno) {
    return new ErrnoException(function, errno);
  }

  /** Name of the C function. */
  public String function() {
    return function;
  }

  /** The system's error number, positive. */
  public int errno() {
    return errno;
  }

  /** The error's symbol, such as {@code EPERM}. */
  public String symbol() {
    return Errno.symbol(errno);
  }

  /** The error in words. */
  public String explanation() {
    return Errno.describe(errno);
  }
}
