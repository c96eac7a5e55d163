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
 * The sockets that share a port by {@code SO_REUSEPORT}, for {@code SEC("sk_reuseport")} and {@code
 * SEC("socket")}: {@code setsockopt} with {@code SO_ATTACH_REUSEPORT_EBPF}. The program chooses the
 * socket that gets a connection or datagram. The group has one such program; another takes its
 * place.
 *
 * <p>This is no link of the kernel: the {@link org.bpfskel.BpfLink} has no {@code fd()}, {@code
 * info()} or {@code pin()}. Close and {@code detach()} take the group's program away, since Linux
 * 5.3. If the socket is closed before, they do nothing, and the program stays while the group has
 * other sockets.
 */
public final class ReusePort extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit(
          "sk_reuseport or socket",
          Set.of(ProgramType.SK_REUSEPORT, ProgramType.SOCKET_FILTER),
          attachType -> true);

  private static final Map<String, String> MEANINGS =
      Map.of("EINVAL", "the socket has no SO_REUSEPORT, or was bound before it had it");

  private final int descriptor;

  private ReusePort(int descriptor) {
    this.descriptor = descriptor;
  }

  /**
   * {@return the group of a socket that somebody has open}
   *
   * @param descriptor of one of its sockets, which stays the caller's to close, with the option
   *     {@code SO_REUSEPORT}
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static ReusePort descriptor(int descriptor) {
    return new ReusePort(KernelFile.descriptor(descriptor).descriptor());
  }

  /** {@return the descriptor of one of the group's sockets} */
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
                    SocketOption.SO_ATTACH_REUSEPORT_EBPF,
                    SocketOption.SO_DETACH_REUSEPORT_BPF,
                    MEANINGS));
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"descriptor", descriptor};
  }
}
