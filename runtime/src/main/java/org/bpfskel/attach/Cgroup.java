package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgAttachHandle;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.ProgramQuery;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A cgroup of version 2 and all below it, for {@code SEC("cgroup_skb/…")}, {@code SEC("cgroup/…")},
 * {@code SEC("sockops")} and {@code SEC("lsm_cgroup/…")}: {@code bpf_program__attach_cgroup}.
 *
 * <p>A link ends with the process, and stands beside others. {@link #withoutLink} attaches as
 * {@code bpf_prog_attach} does, which Linux had before links of cgroups came with 5.7. Its {@link
 * org.bpfskel.BpfLink} has no {@code fd()}, {@code info()} or {@code pin()}; close and {@code
 * detach()} end what it attached, unless somebody else has put another program in its place by
 * then. The program of a process that dies without closing stays as long as the cgroup.
 */
public final class Cgroup extends AttachTarget {
  /** All of these types go to cgroups alone, but for {@code lsm}. */
  private static final ProgramFit FIT =
      new ProgramFit(
          "cgroup_skb/…, cgroup/…, sockops or lsm_cgroup/…",
          Set.of(
              ProgramType.CGROUP_SKB,
              ProgramType.CGROUP_SOCK,
              ProgramType.SOCK_OPS,
              ProgramType.CGROUP_DEVICE,
              ProgramType.CGROUP_SOCK_ADDR,
              ProgramType.CGROUP_SYSCTL,
              ProgramType.CGROUP_SOCKOPT,
              ProgramType.LSM),
          attachType -> !attachType.equals(AttachType.LSM_MAC));

  private static final int BPF_F_ALLOW_MULTI = 1 << 1;

  /** No program has that number. */
  private static final int NONE = 0;

  private final KernelFile file;
  private final @Nullable Order order;
  private final @Nullable CgroupSharing sharing;
  private final int replacedId;

  private Cgroup(
      KernelFile file, @Nullable Order order, @Nullable CgroupSharing sharing, int replacedId) {
    this.file = file;
    this.order = order;
    this.sharing = sharing;
    this.replacedId = replacedId;
  }

  /**
   * {@return the cgroup of that directory}
   *
   * @param directory in a mounted cgroup2, such as {@code /sys/fs/cgroup/system.slice}; opened when
   *     a program is attached, and closed again
   */
  public static Cgroup at(Path directory) {
    return new Cgroup(KernelFile.at(directory), null, null, NONE);
  }

  /**
   * {@return the cgroup whose directory somebody has open}
   *
   * @param descriptor of the directory, which stays the caller's to close, and open until the
   *     program is attached
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static Cgroup descriptor(int descriptor) {
    return new Cgroup(KernelFile.descriptor(descriptor), null, null, NONE);
  }

  /**
   * {@return the same cgroup, with a place among its programs: {@code
   * bpf_program__attach_cgroup_opts}}
   *
   * @param order the place, which needs Linux 6.17, and for a link libbpf 1.6
   */
  public Cgroup order(Order order) {
    return new Cgroup(file, order, sharing, replacedId);
  }

  /**
   * {@return the same cgroup, where programs are attached without a link: {@code
   * bpf_prog_attach_opts}}
   *
   * <p>Detaching is {@code bpf_prog_detach2}.
   *
   * @param sharing what becomes of other programs, there and below, which all programs of one kind
   *     in a cgroup have to agree on
   */
  public Cgroup withoutLink(CgroupSharing sharing) {
    return new Cgroup(file, order, Objects.requireNonNull(sharing), NONE);
  }

  /**
   * {@return the same cgroup, in the place of a program that was attached without a link, as one of
   * several: {@code BPF_F_REPLACE}, since Linux 5.6} If the cgroup does not have that program by
   * then, nothing is attached. The one that was replaced does not come back.
   *
   * @param programId number of the program to be replaced, as {@link #query} has it
   * @throws IllegalArgumentException if the number is 0, which no program has
   */
  public Cgroup replacing(int programId) {
    if (programId == NONE) {
      throw new IllegalArgumentException("no program has the number 0");
    }
    return new Cgroup(file, null, CgroupSharing.MULTI, programId);
  }

  /** {@return the cgroup's directory} */
  public KernelFile file() {
    return file;
  }

  /**
   * {@return the place among the cgroup's programs, which needs libbpf 1.6 and Linux 6.17; null for
   * behind those that are there}
   */
  public @Nullable Order order() {
    return order;
  }

  /** {@return how a program without a link shares the cgroup; null for a link} */
  public @Nullable CgroupSharing sharing() {
    return sharing;
  }

  /** {@return number of the program to be replaced; 0 for none} */
  public int replacedId() {
    return replacedId;
  }

  /**
   * {@return the programs that are attached to this cgroup itself: {@code bpf_prog_query_opts}}
   *
   * @param type how they are attached, such as {@link AttachType#CGROUP_INET_EGRESS}
   * @throws org.bpfskel.BpfException if this is no cgroup of version 2, or the kernel refuses
   * @throws IllegalArgumentException if programs are attached in this way to something else
   */
  public AttachedPrograms query(AttachType type) {
    try (Descriptors descriptors = new Descriptors()) {
      return AttachedPrograms.of(queryOf(type).of(file.open(descriptors), type));
    }
  }

  /**
   * {@return the programs that run in this cgroup, attached there or further up: {@code
   * bpf_prog_query_opts} with {@code BPF_F_QUERY_EFFECTIVE}} They come without flags.
   *
   * @param type how they are attached, such as {@link AttachType#CGROUP_INET_EGRESS}
   * @throws org.bpfskel.BpfException as {@link #query} throws it
   * @throws IllegalArgumentException as {@link #query} throws it
   */
  public AttachedPrograms queryEffective(AttachType type) {
    try (Descriptors descriptors = new Descriptors()) {
      return AttachedPrograms.of(queryOf(type).effective(file.open(descriptors), type));
    }
  }

  private ProgramQuery queryOf(AttachType type) {
    // One that goes by its number is of a later kernel, and may be of cgroups.
    String name = type.name();
    return query().require(name.contains("CGROUP") || Character.isDigit(name.charAt(0)), type);
  }

  private ProgramQuery query() {
    return new ProgramQuery(
        file.toString(), "cgroups have no programs of this kind", ProgramQuery.Arrays.FLAGS);
  }

  @Override
  AttachCall call() {
    return (sharing == null ? withLink() : withoutLink())
        .explain("EBADF", file + " is no directory of a cgroup of version 2 (mount cgroup2)")
        .explain("EPERM", "a program above allows none below")
        .explain("E2BIG", "the cgroup has as many programs as the kernel allows");
  }

  private AttachCall withLink() {
    return order == null ? last() : Order.explain(ordered(order));
  }

  private AttachCall withoutLink() {
    return AttachCall.withoutLink(
            "bpf_prog_attach_opts",
            FIT,
            descriptors -> {
              int cgroup =
                  file.path() == null
                      ? descriptors.again(file.toString(), file.descriptor())
                      : file.open(descriptors);
              ProgAttachHandle.How how = how(descriptors);
              return (program, call) ->
                  ProgAttachHandle.attach(
                      program, call, new ProgAttachHandle.Where(cgroup, query()), how, descriptors);
            })
        .explain(
            "EINVAL",
            replacedId == NONE
                ? "the program is attached there already, or the kernel has no such order"
                : "program " + replacedId + " is of another type")
        .explain(
            "ENOENT",
            replacedId == NONE
                ? "the program or link that the order names is not attached there"
                : "the cgroup does not have program " + replacedId)
        .explain("ESTALE", "the hook's programs have changed since the expected revision");
  }

  private ProgAttachHandle.How how(Descriptors descriptors) {
    int flags = sharing == null ? BPF_F_ALLOW_MULTI : sharing.flag;
    int replaced = replacedId == NONE ? 0 : descriptors.ofProgram(replacedId);
    Order place = order == null ? Order.LAST : order;
    return new ProgAttachHandle.How(
        flags | place.flags(),
        replaced,
        place.relativeId(),
        place.expectedRevision(),
        flags != BPF_F_ALLOW_MULTI);
  }

  private AttachCall last() {
    return AttachCall.of(
        "bpf_program__attach_cgroup",
        FIT,
        descriptors -> {
          int cgroup = file.open(descriptors);
          return program -> LibbpfAttach.bpf_program__attach_cgroup(program, cgroup);
        });
  }

  private AttachCall ordered(Order order) {
    LaterFunction function = LaterFunction.BPF_PROGRAM__ATTACH_CGROUP_OPTS;
    return AttachCall.of(
        function,
        FIT,
        descriptors -> {
          int cgroup = file.open(descriptors);
          AttachOpts.MprogOpts opts = order.opts();
          return program -> function.pointer(program, cgroup, opts);
        });
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      "file", file,
      "order", order,
      "sharing", sharing,
      "replacedId", replacedId
    };
  }
}
