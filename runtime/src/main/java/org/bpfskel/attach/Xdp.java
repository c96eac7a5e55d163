package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.Descriptors;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.attach.XdpHandle;
import org.bpfskel.internal.attach.XdpState;
import org.bpfskel.internal.libbpf.LinkCreateOpts;
import org.jspecify.annotations.Nullable;

/**
 * The earliest point of an interface's receive path, for {@code SEC("xdp")}: what {@code
 * bpf_program__attach_xdp} does, by {@code bpf_link_create}, since Linux 5.9. An interface has one
 * program of a mode, and either a native or a generic one.
 *
 * <p>A link ends with the process, and nobody else can replace what it attached. {@link
 * #withoutLink} attaches by netlink instead, {@code bpf_xdp_attach}, as {@code ip link set dev eth0
 * xdp} does: for older kernels, and to take the place of a program that was attached that way. Its
 * {@link org.bpfskel.BpfLink} has no {@code fd()}, {@code info()} or {@code pin()}; close and
 * {@code detach()} end what it attached, unless somebody else has put another program in its place
 * by then. A process that dies without closing leaves the program there, until {@code ip link set
 * dev eth0 xdp off} or the interface's end.
 */
public final class Xdp extends AttachTarget {
  private static final ProgramFit FIT = ProgramFit.of("xdp", ProgramType.XDP, AttachType.XDP);

  private static final int XDP_FLAGS_UPDATE_IF_NOEXIST = 1;

  /** No program has that number. */
  private static final int NONE = 0;

  private final Interface on;
  private final XdpMode mode;
  private final boolean hasLink;
  private final int replacedId;

  private Xdp(Interface on, XdpMode mode, boolean hasLink, int replacedId) {
    this.on = on;
    this.mode = mode;
    this.hasLink = hasLink;
    this.replacedId = replacedId;
  }

  /**
   * {@return the interface of that name}
   *
   * @param name the interface's name, such as {@code eth0}, looked up when a program is attached
   */
  public static Xdp on(String name) {
    return new Xdp(Interface.named(name), XdpMode.ANY, true, NONE);
  }

  /**
   * {@return the interface of that index}
   *
   * @param index the interface's index, which is positive
   * @throws IllegalArgumentException if the index is not positive
   */
  public static Xdp on(int index) {
    return new Xdp(Interface.indexed(index), XdpMode.ANY, true, NONE);
  }

  /**
   * {@return the same interface, in that mode alone}
   *
   * @param mode who runs the program
   */
  public Xdp mode(XdpMode mode) {
    return new Xdp(on, mode, hasLink, replacedId);
  }

  /**
   * {@return the same interface, by netlink: {@code bpf_xdp_attach}} A program that is there stays:
   * {@code XDP_FLAGS_UPDATE_IF_NOEXIST}.
   *
   * <p>Detaching is {@code bpf_xdp_detach}.
   */
  public Xdp withoutLink() {
    return new Xdp(on, mode, false, NONE);
  }

  /**
   * {@return the same interface, by netlink, in the place of a program that was attached without a
   * link: {@code old_prog_fd} of {@code bpf_xdp_attach}, since Linux 5.7} If the interface has
   * another program by then, or none, that is left as it is. The one that was replaced does not
   * come back.
   *
   * @param programId number of the program to be replaced, as {@link #query} has it
   * @throws IllegalArgumentException if the number is 0, which no program has
   */
  public Xdp replacing(int programId) {
    if (programId == NONE) {
      throw new IllegalArgumentException("no program has the number 0");
    }
    return new Xdp(on, mode, false, programId);
  }

  /** {@return the interface, by the name or the index that it was given by} */
  public Interface on() {
    return on;
  }

  /** {@return who runs the program} */
  public XdpMode mode() {
    return mode;
  }

  /** {@return whether attaching makes a link of the kernel, as it does at first} */
  public boolean hasLink() {
    return hasLink;
  }

  /** {@return number of the program to be replaced; 0 for none} */
  public int replacedId() {
    return replacedId;
  }

  /**
   * {@return the programs that the interface has, and what its driver can: {@code bpf_xdp_query}}
   *
   * @throws org.bpfskel.BpfException if there is no such interface, or the kernel refuses
   */
  public XdpPrograms query() {
    try (Descriptors descriptors = new Descriptors()) {
      XdpState state = XdpState.of(on.toString(), on.index(descriptors));
      return new XdpPrograms(
          state.nativeId(),
          state.genericId(),
          state.offloadId(),
          state.features(),
          state.zeroCopySegments());
    }
  }

  /**
   * {@return number of the program that the interface has in this mode, 0 if none: {@code
   * bpf_xdp_query_id}} For {@link XdpMode#ANY} of the only program, 0 if there are several.
   *
   * @throws org.bpfskel.BpfException if there is no such interface, or the kernel refuses
   */
  public int queryId() {
    return query().id(mode);
  }

  @Override
  AttachCall call() {
    AttachCall call = hasLink ? link() : netlink();
    return call.explain("ENODEV", Interface.MISSING)
        .explain("EBUSY", "the interface has an XDP program, and takes one only")
        .explain(
            "EOPNOTSUPP", "the interface's driver has no XDP of its own, or not for this mode");
  }

  private AttachCall link() {
    return AttachCall.link(
            AttachType.XDP,
            FIT,
            descriptors ->
                new AttachCall.LinkPlace(on.index(descriptors), new LinkCreateOpts(mode.flag)))
        .explain(
            "EINVAL",
            Interface.MISSING
                + ", its driver cannot run this program, or Linux is before 5.9, where"
                + " withoutLink() attaches")
        .explain("EEXIST", "the interface has an XDP program of the other mode");
  }

  private AttachCall netlink() {
    return AttachCall.withoutLink(
            "bpf_xdp_attach",
            FIT,
            descriptors -> {
              int index = on.index(descriptors);
              int replaced = replacedId == NONE ? 0 : descriptors.ofProgram(replacedId);
              int flags = replacedId == NONE ? XDP_FLAGS_UPDATE_IF_NOEXIST : 0;
              return (program, call) ->
                  XdpHandle.attach(program, call, index, mode.flag, flags, replaced);
            })
        .explain("EINVAL", "the interface's driver cannot run this program")
        .explain(
            "EEXIST",
            replacedId == NONE
                ? "the interface has an XDP program of the other mode"
                : "the interface has another XDP program than " + replacedId + ", or none");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"on", on, "mode", mode, "hasLink", hasLink, "replacedId", replacedId};
  }
}
