package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * The traffic control layer of an interface, since Linux 6.6: {@code bpf_program__attach_tcx}.
 * Which side a program is for is in its section; the target says which one is meant, and a program
 * for the other one is refused.
 */
public final class Tcx extends AttachTarget {
  private static final ProgramFit INGRESS =
      ProgramFit.of("tcx/ingress", ProgramType.SCHED_CLS, AttachType.TCX_INGRESS);
  private static final ProgramFit EGRESS =
      ProgramFit.of("tcx/egress", ProgramType.SCHED_CLS, AttachType.TCX_EGRESS);

  /** The hooks of an interface. */
  public enum Side {
    /** {@code SEC("tcx/ingress")}. */
    INGRESS,
    /** {@code SEC("tcx/egress")}. */
    EGRESS
  }

  private final Interface on;
  private final Side side;
  private final Order order;

  private Tcx(Interface on, Side side, Order order) {
    this.on = on;
    this.side = side;
    this.order = order;
  }

  /**
   * {@return what the interface receives, for {@code SEC("tcx/ingress")}; behind the programs that
   * are there}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Tcx ingress(String name) {
    return new Tcx(Interface.named(name), Side.INGRESS, Order.LAST);
  }

  /**
   * {@return the same of the interface of that index}
   *
   * @param index the interface's index, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Tcx ingress(int index) {
    return new Tcx(Interface.indexed(index), Side.INGRESS, Order.LAST);
  }

  /**
   * {@return what the interface sends, for {@code SEC("tcx/egress")}; behind the programs that are
   * there}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Tcx egress(String name) {
    return new Tcx(Interface.named(name), Side.EGRESS, Order.LAST);
  }

  /**
   * {@return the same of the interface of that index}
   *
   * @param index the interface's index, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Tcx egress(int index) {
    return new Tcx(Interface.indexed(index), Side.EGRESS, Order.LAST);
  }

  /**
   * {@return the same hook, at another place among its programs}
   *
   * @param order the place, in the kernel's order of the hook's programs
   */
  public Tcx order(Order order) {
    return new Tcx(on, side, order);
  }

  /** {@return the interface, by the name or the index that it was given by} */
  public Interface on() {
    return on;
  }

  /** {@return which of the two hooks} */
  public Side side() {
    return side;
  }

  /** {@return the place among the hook's programs} */
  public Order order() {
    return order;
  }

  @Override
  AttachCall call() {
    AttachCall call =
        AttachCall.of(
            "bpf_program__attach_tcx",
            side == Side.INGRESS ? INGRESS : EGRESS,
            descriptors -> {
              int index = on.index(descriptors);
              AttachOpts.MprogOpts opts = order.opts();
              return program -> LibbpfAttach.bpf_program__attach_tcx(program, index, opts);
            });
    return Order.explain(call)
        .explain("ENODEV", Interface.MISSING)
        .explain("EINVAL", "Linux before 6.6 has no tcx, or it has no such interface")
        .explain("EEXIST", "the program is attached there already");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"on", on, "side", side, "order", order};
  }
}
