package org.bpfskel.attach;

/**
 * The traffic control layer of an interface, since Linux 6.6: {@code bpf_program__attach_tcx}.
 * Which side a program is for is in its section; the target says which one is meant, and a program
 * for the other one is refused.
 *
 * @param on the interface
 * @param side which of the two hooks
 * @param order the place among the hook's programs
 */
public record Tcx(Interface on, Side side, Order order) implements AttachTarget {
  /** The hooks of an interface. */
  public enum Side {
    /** {@code SEC("tcx/ingress")}. */
    INGRESS,
    /** {@code SEC("tcx/egress")}. */
    EGRESS
  }

  /** What the interface receives, for {@code SEC("tcx/ingress")}. */
  public static Tcx ingress(String name) {
    return new Tcx(Interface.named(name), Side.INGRESS, Order.LAST);
  }

  /** The same of the interface of that index. */
  public static Tcx ingress(int index) {
    return new Tcx(Interface.indexed(index), Side.INGRESS, Order.LAST);
  }

  /** What the interface sends, for {@code SEC("tcx/egress")}. */
  public static Tcx egress(String name) {
    return new Tcx(Interface.named(name), Side.EGRESS, Order.LAST);
  }

  /** The same of the interface of that index. */
  public static Tcx egress(int index) {
    return new Tcx(Interface.indexed(index), Side.EGRESS, Order.LAST);
  }

  /** The same hook, at another place among its programs. */
  public Tcx order(Order order) {
    return new Tcx(on, side, order);
  }
}
