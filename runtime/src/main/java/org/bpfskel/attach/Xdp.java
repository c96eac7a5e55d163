package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * The earliest point of an interface's receive path, for {@code SEC("xdp")}: {@code
 * bpf_program__attach_xdp}. The driver runs the program if it can, the kernel's generic code if
 * not. An interface has one.
 */
public final class Xdp extends AttachTarget {
  private static final ProgramFit FIT = ProgramFit.of("xdp", ProgramType.XDP, AttachType.XDP);

  private final Interface on;

  private Xdp(Interface on) {
    this.on = on;
  }

  /**
   * {@return the interface of that name}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Xdp on(String name) {
    return new Xdp(Interface.named(name));
  }

  /**
   * {@return the interface of that index}
   *
   * @param index the interface's index, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Xdp on(int index) {
    return new Xdp(Interface.indexed(index));
  }

  /** {@return the interface, by the name or the index that it was given by} */
  public Interface on() {
    return on;
  }

  @Override
  AttachCall call() {
    return AttachCall.of(
            "bpf_program__attach_xdp",
            FIT,
            descriptors -> {
              int index = on.index(descriptors);
              return program -> LibbpfAttach.bpf_program__attach_xdp(program, index);
            })
        .explain("ENODEV", Interface.MISSING)
        .explain("EINVAL", Interface.MISSING + ", or its driver cannot run this program")
        .explain("EBUSY", "the interface has an XDP program, and takes one only")
        .explain("EEXIST", "the interface has an XDP program of the other mode");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"on", on};
  }
}
