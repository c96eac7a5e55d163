package org.bpfskel.attach;

import java.util.Map;
import java.util.Set;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.SocketHandle;
import org.bpfskel.internal.os.SocketOption;
import org.jspecify.annotations.Nullable;

/**
 * A socket, for {@code SEC("socket")}: {@code setsockopt} with {@code SO_ATTACH_BPF}. The program
 * sees each packet that the socket would receive, and returns how many of its bytes that gets; 0
 * drops it. A socket has one such program; another takes its place.
 *
 * <p>This is no link of the kernel: the {@link org.bpfskel.BpfLink} has no {@code fd()}, {@code
 * info()} or {@code pin()}. Close and {@code detach()} take the socket's program away; once the
 * socket is closed, with which the program goes, they do nothing.
 */
public final class SocketFilter extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit("socket", Set.of(ProgramType.SOCKET_FILTER), attachType -> true);

  private static final Map<String, String> MEANINGS =
      Map.of("EPERM", "the socket's filter is locked: SO_LOCK_FILTER");

  private final int descriptor;

  private SocketFilter(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * {@return the socket that somebody has open}
   *
   * @param descriptor of the socket, which stays the caller's to close
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static SocketFilter descriptor(int descriptor) {
    return new SocketFilter(KernelFile.descriptor(descriptor).descriptor());
  }

  /** {@return the socket's descriptor} */
  public int descriptor() {
    return descriptor;
  }

  @Override
  AttachCall call() {
    return AttachCall.withoutLink(
        "setsockopt",
        FIT,
        descriptors ->
            (program, call) ->
                SocketHandle.attach(
                    program,
                    descriptor,
                    SocketOption.SO_ATTACH_BPF,
                    SocketOption.SO_DETACH_BPF,
                    MEANINGS));
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"descriptor", descriptor};
  }
}
