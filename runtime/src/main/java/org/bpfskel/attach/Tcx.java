package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.jspecify.annotations.Nullable;

/**
 * The traffic control layer of an interface, since Linux 6.6: what {@code bpf_program__attach_tcx}
 * does, by {@code bpf_link_create}. The target says which side is meant. A program whose section
 * names a side, as {@code SEC("tcx/ingress")} and {@code SEC("tc/ingress")} do, goes to that side
 * alone; one of {@code SEC("tc")} or {@code SEC("classifier")} goes to either. {@link Tc} does the
 * same on any Linux.
 */
public final class Tcx extends AttachTarget {
  private static final ProgramFit INGRESS = ProgramFit.side("tcx/ingress", AttachType.TCX_INGRESS);
  private static final ProgramFit EGRESS = ProgramFit.side("tcx/egress", AttachType.TCX_EGRESS);

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

  /**
   * {@return the programs of this side of the interface: {@code bpf_prog_query_opts}}
   *
   * @throws org.bpfskel.BpfException if there is no such interface, Linux is before 6.6, or the
   *     kernel refuses
   */
  public AttachedPrograms query() {
    return Interface.query(on, type(), "Linux before 6.6 has no tcx: Tc asks there");
  }

  private AttachType type() {
    return side == Side.INGRESS ? AttachType.TCX_INGRESS : AttachType.TCX_EGRESS;
  }

  @Override
  AttachCall call() {
    AttachCall call = AttachCall.link(type(), side == Side.INGRESS ? INGRESS : EGRESS, this::place);
    return Order.explain(call)
        .explain("ENODEV", Interface.MISSING)
        .explain("EINVAL", "Linux before 6.6 has no tcx: Tc attaches there on any Linux")
        .explain("EEXIST", "the program is attached there already");
  }

  private AttachCall.LinkPlace place(Descriptors descriptors) {
    return new AttachCall.LinkPlace(on.index(descriptors), order.linkOpts());
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"on", on, "side", side, "order", order};
  }
}
