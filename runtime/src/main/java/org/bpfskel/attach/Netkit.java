package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.jspecify.annotations.Nullable;

/**
 * A netkit device, since Linux 6.7: what {@code bpf_program__attach_netkit} does, by {@code
 * bpf_link_create}. The target says which side is meant. A program whose section names a side goes
 * to that side alone; one of {@code SEC("tc")} or {@code SEC("classifier")} goes to either.
 */
public final class Netkit extends AttachTarget {
  private static final ProgramFit PRIMARY =
      ProgramFit.side("netkit/primary", AttachType.NETKIT_PRIMARY);
  private static final ProgramFit PEER = ProgramFit.side("netkit/peer", AttachType.NETKIT_PEER);

  /** The hooks of an interface. */
  public enum Side {
    /** {@code SEC("netkit/primary")}. */
    PRIMARY,
    /** {@code SEC("netkit/peer")}. */
    PEER
  }

  private final Interface on;
  private final Side side;
  private final Order order;

  private Netkit(Interface on, Side side, Order order) {
    this.on = on;
    this.side = side;
    this.order = order;
  }

  /**
   * {@return what the primary device sends, for {@code SEC("netkit/primary")}; behind the programs
   * that are there}
   *
   * @param name the primary device's name, such as {@code nk0}, looked up when a program is
   *     attached
   */
  public static Netkit primary(String name) {
    return new Netkit(Interface.named(name), Side.PRIMARY, Order.LAST);
  }

  /**
   * {@return the same of the device of that index}
   *
   * @param index the primary device's index, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Netkit primary(int index) {
    return new Netkit(Interface.indexed(index), Side.PRIMARY, Order.LAST);
  }

  /**
   * {@return what its peer sends, for {@code SEC("netkit/peer")}; behind the programs that are
   * there}
   *
   * @param name the name of the primary device, not of the peer, looked up when a program is
   *     attached
   */
  public static Netkit peer(String name) {
    return new Netkit(Interface.named(name), Side.PEER, Order.LAST);
  }

  /**
   * {@return the same of the device of that index}
   *
   * @param index the index of the primary device, not of the peer, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Netkit peer(int index) {
    return new Netkit(Interface.indexed(index), Side.PEER, Order.LAST);
  }

  /**
   * {@return the same hook, at another place among its programs}
   *
   * @param order the place, in the kernel's order of the hook's programs
   */
  public Netkit order(Order order) {
    return new Netkit(on, side, order);
  }

  /** {@return the primary device, by the name or the index that it was given by} */
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
   * {@return the programs of this side of the device: {@code bpf_prog_query_opts}}
   *
   * @throws org.bpfskel.BpfException if there is no such device, Linux is before 6.7, or the kernel
   *     refuses
   */
  public AttachedPrograms query() {
    return Interface.query(on, type(), "the interface is no netkit device, or Linux is before 6.7");
  }

  private AttachType type() {
    return side == Side.PRIMARY ? AttachType.NETKIT_PRIMARY : AttachType.NETKIT_PEER;
  }

  @Override
  AttachCall call() {
    AttachCall call = AttachCall.link(type(), side == Side.PRIMARY ? PRIMARY : PEER, this::place);
    return Order.explain(call)
        .explain("ENODEV", Interface.MISSING)
        .explain("EINVAL", "the interface is no netkit device, or Linux is before 6.7")
        .explain("EEXIST", "the program is attached there already")
        .explain("ENXIO", "the interface is no netkit device")
        .explain("EACCES", "this is the peer; programs of both are attached to the primary device");
  }

  private AttachCall.LinkPlace place(Descriptors descriptors) {
    return new AttachCall.LinkPlace(on.index(descriptors), order.linkOpts());
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"on", on, "side", side, "order", order};
  }
}
