package org.bpfskel.internal.attach;

import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.os.ErrnoException;
import org.bpfskel.internal.os.SocketOption;

/**
 * A program that a socket, or a group of sockets of one port, has by an option. The socket stays
 * its owner's: a second descriptor would keep it open when that closes it. So its cookie tells
 * whether the descriptor still leads to it.
 */
public final class SocketHandle extends LinklessHandle {
  private final int socket;
  private final long cookie;
  private final SocketOption attach;
  private final SocketOption detach;

  private SocketHandle(
      OwnProgram program, int socket, long cookie, SocketOption attach, SocketOption detach) {
    super("setsockopt", program);
    this.socket = socket;
    this.cookie = cookie;
    this.attach = attach;
    this.detach = detach;
  }

  /**
   * Attaches a program.
   *
   * @param meanings of errors, by their symbols, beyond those that every socket has
   */
  public static LinkHandle attach(
      ProgramHandle program,
      int socket,
      SocketOption attach,
      SocketOption detach,
      Map<String, String> meanings) {
    String on = "descriptor " + socket;
    SystemCall call =
        SystemCall.on(program.name())
            .explain("EBADF", () -> on + " is not open")
            .explain("ENOTSOCK", () -> on + " is no socket")
            .explain(meanings);
    return attach(
        program,
        own -> {
          long cookie = call.get(() -> SocketOption.cookie(socket));
          call.run(() -> attach.set(socket, own.descriptor()));
          return new SocketHandle(own, socket, cookie, attach, detach);
        });
  }

  @Override
  void replace(int program, int replaced) {
    if (!isThere()) {
      throw new BpfException(
          "setsockopt", name(), BpfException.Kind.NOT_FOUND, "its socket is closed");
    }
    SystemCall.on(name()).run(() -> attach.set(socket, program));
  }

  @Override
  void end(int program) {
    try {
      if (isThere()) {
        SystemCall.on(name()).run(() -> detach.set(socket, 0));
      }
    } catch (BpfException e) {
      // Somebody has taken the program away, or closes the socket at this moment.
      if (e.errno() != Errno.ENOENT && e.errno() != Errno.EBADF && e.errno() != Errno.ENOTSOCK) {
        throw e;
      }
    }
  }

  private boolean isThere() {
    try {
      return SocketOption.cookie(socket) == cookie;
    } catch (ErrnoException e) {
      return false; // no socket has this descriptor
    }
  }
}
