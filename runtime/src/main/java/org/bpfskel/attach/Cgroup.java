package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LaterFunction;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A cgroup of version 2 and all below it, for {@code SEC("cgroup_skb/…")}, {@code SEC("cgroup/…")},
 * {@code SEC("sockops")} and {@code SEC("lsm_cgroup/…")}: {@code bpf_program__attach_cgroup}.
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

  private final KernelFile file;
  private final @Nullable Order order;

  private Cgroup(KernelFile file, @Nullable Order order) {
    this.file = file;
    this.order = order;
  }

  /**
   * {@return the cgroup of that directory}
   *
   * @param directory in a mounted cgroup2, such as {@code /sys/fs/cgroup/system.slice}; opened when
   *     a program is attached, and closed again
   */
  public static Cgroup at(Path directory) {
    return new Cgroup(KernelFile.at(directory), null);
  }

  /**
   * {@return the cgroup whose directory somebody has open}
   *
   * @param descriptor of the directory, which stays the caller's to close, and open until the
   *     program is attached
   * @throws IllegalArgumentException if the descriptor is negative
   */
  public static Cgroup descriptor(int descriptor) {
    return new Cgroup(KernelFile.descriptor(descriptor), null);
  }

  /**
   * {@return the same cgroup, with a place among its programs: {@code
   * bpf_program__attach_cgroup_opts}}
   *
   * @param order the place, which needs libbpf 1.6 and Linux 6.17
   */
  public Cgroup order(Order order) {
    return new Cgroup(file, order);
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

  @Override
  AttachCall call() {
    return (order == null ? last() : Order.explain(ordered(order)))
        .explain("EBADF", file + " is no directory of a cgroup of version 2 (mount cgroup2)")
        .explain("EPERM", "a program above allows none below")
        .explain("E2BIG", "the cgroup has as many programs as the kernel allows");
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
    return new @Nullable Object[] {"file", file, "order", order};
  }
}
