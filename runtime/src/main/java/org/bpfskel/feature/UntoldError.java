package org.bpfskel.feature;

import java.util.List;
import java.util.Set;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.os.Errno;

/** Which errors of the kernel are a no, and which only say that it was not asked. */
final class UntoldError {
  /** Of the process, or of the moment. */
  private static final Set<Integer> UNTOLD =
      Set.of(
          Errno.EPERM,
          Errno.EACCES,
          Errno.ENOMEM,
          Errno.EMFILE,
          Errno.ENFILE,
          Errno.EAGAIN,
          Errno.EINTR,
          Errno.ENOSYS);

  private UntoldError() {}

  /** Throws what the call gives for an error that is no answer. */
  static void check(LibbpfCall call, int errno) {
    if (UNTOLD.contains(errno)) {
      throw call.failure(errno, List.of());
    }
  }
}
