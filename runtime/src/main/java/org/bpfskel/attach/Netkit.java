package org.bpfskel.attach;

/**
 * A netkit device, since Linux 6.7: {@code bpf_program__attach_netkit}. Which side a program is for
 * is in its section; the target says which one is meant, and a program for the other one is
 * refused.
 *
 * @param on the interface
 * @param side which of the two hooks
 * @param order the place among the hook's programs
 */
public record Netkit(Interface on, Side side, Order order) implements AttachTarget {
  /** The hooks of an interface. */
  public enum Side {
    /** {@code SEC("netkit/primary")}. */
    PRIMARY,
    /** {@code SEC("netkit/peer")}. */
    PEER
  }

  /** What the primary device sends, for {@code SEC("netkit/primary")}. */
  public static Netkit primary(String name) {
    return new Netkit(Interface.named(name), Side.PRIMARY, Order.LAST);
  }

  /** The same of the interface of that index. */
  public static Netkit primary(int index) {
    return new Netkit(Interface.indexed(index), Side.PRIMARY, Order.LAST);
  }

  /** What its peer sends; the interface is the primary one, for {@code SEC("netkit/peer")}. */
  public static Netkit peer(String name) {
    return new Netkit(Interface.named(name), Side.PEER, Order.LAST);
  }

  /** The same of the interface of that index. */
  public static Netkit peer(int index) {
    return new Netkit(Interface.indexed(index), Side.PEER, Order.LAST);
  }

  /** The same hook, at another place among its programs. */
  public Netkit order(Order order) {
    return new Netkit(on, side, order);
  }
}
