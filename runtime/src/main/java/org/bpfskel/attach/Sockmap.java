package org.bpfskel.attach;

import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.ProgramType;
import org.bpfskel.access.Door;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgAttachHandle;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.ProgramQuery;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.jspecify.annotations.Nullable;

/**
 * The sockets in a map, for {@code SEC("sk_skb/…")} and {@code SEC("sk_msg")}: {@code
 * bpf_program__attach_sockmap}. Needs libbpf 1.5 and Linux 6.10; {@link #withoutLink} needs
 * neither.
 *
 * <p>Without a link the {@link org.bpfskel.BpfLink} has no {@code fd()}, {@code info()} or {@code
 * pin()}. Close and {@code detach()} take the program away, unless somebody else has put another in
 * its place; the program of a process that dies stays as long as the map.
 */
public final class Sockmap extends AttachTarget {
  private static final Set<AttachType> TYPES =
      Set.of(
          AttachType.SK_SKB_STREAM_PARSER,
          AttachType.SK_SKB_STREAM_VERDICT,
          AttachType.SK_SKB_VERDICT,
          AttachType.SK_MSG_VERDICT);

  private static final ProgramFit FIT =
      new ProgramFit(
          "sk_skb/… or sk_msg", Set.of(ProgramType.SK_SKB, ProgramType.SK_MSG), TYPES::contains);

  private final BpfMap map;
  private final boolean hasLink;

  private Sockmap(BpfMap map, boolean hasLink) {
    this.map = map;
    this.hasLink = hasLink;
  }

  /**
   * {@return the sockets in a map}
   *
   * @param map a {@code BPF_MAP_TYPE_SOCKMAP} or {@code BPF_MAP_TYPE_SOCKHASH} of a loaded object
   */
  public static Sockmap of(BpfMap map) {
    return new Sockmap(map, true);
  }

  /**
   * {@return the same map, where programs are attached without a link: {@code
   * bpf_prog_attach_opts}} A program of the same kind that is there stays, and attaching fails; one
   * that somebody adds at this very moment is not seen.
   */
  public Sockmap withoutLink() {
    return new Sockmap(map, false);
  }

  /** {@return the map with the sockets, of a loaded object} */
  public BpfMap map() {
    return map;
  }

  /** {@return whether attaching makes a link of the kernel, as it does at first} */
  public boolean hasLink() {
    return hasLink;
  }

  /**
   * {@return the program that the map has of one kind: {@code bpf_prog_query_opts}, since Linux
   * 5.17}
   *
   * @param type {@link AttachType#SK_SKB_STREAM_PARSER}, {@link AttachType#SK_SKB_STREAM_VERDICT},
   *     {@link AttachType#SK_SKB_VERDICT} or {@link AttachType#SK_MSG_VERDICT}
   * @throws org.bpfskel.BpfException if the map is of another kind, or the kernel refuses
   * @throws IllegalArgumentException if the type is another
   * @throws IllegalStateException if the map's object is not loaded
   */
  public AttachedPrograms query(AttachType type) {
    try (Descriptors descriptors = new Descriptors()) {
      return AttachedPrograms.of(
          query()
              .require(TYPES.contains(type), type)
              .of(descriptors.of(Door.MAP.behind(map)), type));
    }
  }

  private ProgramQuery query() {
    return new ProgramQuery(
        map.name(),
        "the map is no sockmap or sockhash, or Linux is before 5.17",
        ProgramQuery.Arrays.PROGRAMS);
  }

  @Override
  AttachCall call() {
    return hasLink ? link() : withoutLinkCall();
  }

  private AttachCall withoutLinkCall() {
    return AttachCall.withoutLink(
            "bpf_prog_attach_opts",
            FIT,
            descriptors -> {
              int descriptor = descriptors.of(Door.MAP.behind(map));
              return (program, call) ->
                  ProgAttachHandle.attach(
                      program,
                      call,
                      new ProgAttachHandle.Where(descriptor, query()),
                      ProgAttachHandle.How.ALONE,
                      descriptors);
            })
        .explain("EINVAL", "the map is no sockmap or sockhash")
        .explain("EOPNOTSUPP", "the map is no sockmap or sockhash")
        .explain("EBUSY", "the map has a program of this kind");
  }

  private AttachCall link() {
    LaterFunction function = LaterFunction.BPF_PROGRAM__ATTACH_SOCKMAP;
    return AttachCall.of(
            function,
            FIT,
            descriptors -> {
              int descriptor = descriptors.of(Door.MAP.behind(map));
              return program -> function.pointer(program, descriptor);
            })
        .explain(
            "EINVAL",
            "the map is no sockmap or sockhash, or Linux is before 6.10, where withoutLink() attaches")
        .explain("EOPNOTSUPP", "the map is no sockmap or sockhash")
        .explain("EBUSY", "the map has a program of this kind");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"map", map, "hasLink", hasLink};
  }
}
