package org.bpfskel.internal.attach;

import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.LinkHandle;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.libbpf.LibbpfNetwork;
import org.bpfskel.internal.libbpf.NetworkOpts.XdpAttachOpts;
import org.bpfskel.internal.os.Errno;

/** An XDP program that netlink has put on an interface. */
public final class XdpHandle extends LinklessHandle {
  private static final String FUNCTION = "bpf_xdp_attach";
  private static final String OTHER = "the interface has another XDP program than the expected one";

  private final int ifindex;
  private final int mode;

  private XdpHandle(OwnProgram program, int ifindex, int mode) {
    super(FUNCTION, program);
    this.ifindex = ifindex;
    this.mode = mode;
  }

  /**
   * Attaches a program.
   *
   * @param call what errors mean
   * @param mode of {@code XDP_FLAGS_MODES}, or 0
   * @param flags beside the mode
   * @param replaced descriptor of the program that must be there; 0 for none
   */
  public static LinkHandle attach(
      ProgramHandle program, LibbpfCall call, int ifindex, int mode, int flags, int replaced) {
    return attach(
        program,
        own -> {
          try (XdpAttachOpts opts = new XdpAttachOpts(replaced)) {
            call.check(
                () -> LibbpfNetwork.bpf_xdp_attach(ifindex, own.descriptor(), mode | flags, opts));
            return new XdpHandle(own, ifindex, mode);
          }
        });
  }

  @Override
  void replace(int program, int replaced) {
    try (XdpAttachOpts opts = new XdpAttachOpts(replaced)) {
      LibbpfCall.of(FUNCTION, name())
          .explain("EEXIST", OTHER)
          .explain("EBUSY", OTHER)
          .check(() -> LibbpfNetwork.bpf_xdp_attach(ifindex, program, mode, opts));
    }
  }

  /** What is gone with its interface, or has another program by now, is none of ours. */
  @Override
  void end(int program) {
    try (XdpAttachOpts opts = new XdpAttachOpts(program)) {
      LibbpfCall.of("bpf_xdp_detach", name())
          .check(() -> LibbpfNetwork.bpf_xdp_detach(ifindex, mode, opts));
    } catch (BpfException e) {
      if (e.errno() != Errno.ENODEV && e.errno() != Errno.EEXIST && e.errno() != Errno.EBUSY) {
        throw e;
      }
    }
  }
}
