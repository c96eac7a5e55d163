package org.bpfskel.attach;

/**
 * The earliest point of an interface's receive path, for {@code SEC("xdp")}: {@code
 * bpf_program__attach_xdp}. The driver runs the program if it can, the kernel's generic code if
 * not. An interface has one.
 *
 * @param on the interface
 */
public record Xdp(Interface on) implements AttachTarget {
  /** The interface of that name. */
  public static Xdp on(String name) {
    return new Xdp(Interface.named(name));
  }

  /** The interface of that index. */
  public static Xdp on(int index) {
    return new Xdp(Interface.indexed(index));
  }
}
