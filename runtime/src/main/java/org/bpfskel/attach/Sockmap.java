package org.bpfskel.attach;

import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.ProgramType;
import org.bpfskel.access.Door;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sockets in a map, for {@code SEC("sk_skb/…")} and {@code SEC("sk_msg")}: {@code
 * bpf_program__attach_sockmap}. Needs libbpf 1.5 and Linux 6.10.
 */
public final class Sockmap extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit(
          "sk_skb/… or sk_msg",
          Set.of(ProgramType.SK_SKB, ProgramType.SK_MSG),
          Set.of(
                  AttachType.SK_SKB_STREAM_PARSER,
                  AttachType.SK_SKB_STREAM_VERDICT,
                  AttachType.SK_SKB_VERDICT,
                  AttachType.SK_MSG_VERDICT)
              ::contains);

  private final BpfMap map;

  private Sockmap(BpfMap map) {
    this.map = map;
  }

  /**
   * {@return the sockets in a map}
   *
   * @param map a {@code BPF_MAP_TYPE_SOCKMAP} or {@code BPF_MAP_TYPE_SOCKHASH} of a loaded object
   */
  public static Sockmap of(BpfMap map) {
    return new Sockmap(map);
  }

  /** {@return the map with the sockets, of a loaded object} */
  public BpfMap map() {
    return map;
  }

  @Override
  AttachCall call() {
    LaterFunction function = LaterFunction.BPF_PROGRAM__ATTACH_SOCKMAP;
    return AttachCall.of(
            function,
            FIT,
            descriptors -> {
              int descriptor = descriptors.of(Door.MAP.behind(map));
              return program -> function.pointer(program, descriptor);
            })
        .explain(
            "EINVAL", "the map is no sockmap or sockhash, or Linux is before 6.10 and has no link")
        .explain("EOPNOTSUPP", "the map is no sockmap or sockhash")
        .explain("EBUSY", "the map has a program of this kind");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"map", map};
  }
}
