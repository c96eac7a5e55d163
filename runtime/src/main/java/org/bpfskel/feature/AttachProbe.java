package org.bpfskel.feature;

import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.bpfskel.internal.libbpf.ProgOpts;
import org.bpfskel.internal.os.Errno;

/** Whether the kernel knows a way of attaching. */
final class AttachProbe {
  private static final String FUNCTION = "bpf_prog_query_opts";

  /** No cgroup, socket, namespace or interface has it. */
  private static final int NOWHERE = -1;

  /** What the kernel tells the programs of, beside all of cgroups. */
  private static final Set<AttachType> QUERIED =
      Set.of(
          AttachType.LSM_CGROUP,
          AttachType.LIRC_MODE2,
          AttachType.FLOW_DISSECTOR,
          AttachType.SK_LOOKUP,
          AttachType.SK_SKB_STREAM_PARSER,
          AttachType.SK_SKB_STREAM_VERDICT,
          AttachType.SK_SKB_VERDICT,
          AttachType.SK_MSG_VERDICT,
          AttachType.TCX_INGRESS,
          AttachType.TCX_EGRESS,
          AttachType.NETKIT_PRIMARY,
          AttachType.NETKIT_PEER);

  private AttachProbe() {}

  static boolean isSupported(AttachType type) {
    boolean isTold = QUERIED.contains(type) || type.name().startsWith("CGROUP_");
    return isTold
        ? isQueried(type)
        : VmlinuxTypes.read().hasNumber("bpf_attach_type", type.number());
  }

  /** The kernel refuses an unknown type before it looks for the place. */
  private static boolean isQueried(AttachType type) {
    try (ProgOpts.ProgQueryOpts opts = new ProgOpts.ProgQueryOpts(0)) {
      int errno = -LibbpfAttach.bpf_prog_query_opts(NOWHERE, type.number(), opts);
      UntoldError.check(LibbpfCall.of(FUNCTION, type.toString()), errno);
      return errno != Errno.EINVAL && errno != Errno.EOPNOTSUPP;
    }
  }
}
