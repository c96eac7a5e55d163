package org.bpfskel.internal.os;

/** Options of {@code SOL_SOCKET} that programs are attached by. */
public enum SocketOption {
  SO_DETACH_BPF(27),
  SO_ATTACH_BPF(50),
  SO_ATTACH_REUSEPORT_EBPF(52),
  SO_COOKIE(57),
  SO_DETACH_REUSEPORT_BPF(68);

  private static final int SOL_SOCKET = 1;

  private final int number;

  SocketOption(int number) {
    this.number = number;
  }

  /** {@code setsockopt}. */
  public void set(int socket, int value) throws ErrnoException {
    ErrnoException.check(
        "setsockopt",
        LibC.setsockopt(socket, SOL_SOCKET, number, new int[] {value}, Integer.BYTES));
  }

  /** The number that no other socket has had since the machine's start. */
  public static long cookie(int socket) throws ErrnoException {
    long[] cookie = new long[1];
    ErrnoException.check(
        "getsockopt",
        LibC.getsockopt(socket, SOL_SOCKET, SO_COOKIE.number, cookie, new int[] {Long.BYTES}));
    return cookie[0];
  }
}
