package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.bpfskel.internal.libbpf.NetworkOpts.TcHookOpts;
import org.bpfskel.internal.libbpf.NetworkOpts.TcOpts;
import org.bpfskel.internal.libbpf.NetworkOpts.XdpAttachOpts;
import org.bpfskel.internal.libbpf.NetworkOpts.XdpQueryOpts;

/**
 * libbpf's functions on interfaces, which ask the kernel by netlink and make no links: a table. As
 * {@link Libbpf} else.
 */
public final class LibbpfNetwork {
  private LibbpfNetwork() {}

  public static int bpf_tc_hook_create(TcHookOpts hook) {
    return libbpf().int32("bpf_tc_hook_create", hook);
  }

  public static int bpf_tc_hook_destroy(TcHookOpts hook) {
    return libbpf().int32("bpf_tc_hook_destroy", hook);
  }

  public static int bpf_tc_attach(TcHookOpts hook, TcOpts opts) {
    return libbpf().int32("bpf_tc_attach", hook, opts);
  }

  public static int bpf_tc_detach(TcHookOpts hook, TcOpts opts) {
    return libbpf().int32("bpf_tc_detach", hook, opts);
  }

  public static int bpf_xdp_attach(int ifindex, int program, int flags, XdpAttachOpts opts) {
    return libbpf().int32("bpf_xdp_attach", ifindex, program, flags, opts);
  }

  public static int bpf_xdp_detach(int ifindex, int flags, XdpAttachOpts opts) {
    return libbpf().int32("bpf_xdp_detach", ifindex, flags, opts);
  }

  public static int bpf_xdp_query(int ifindex, int flags, XdpQueryOpts opts) {
    return libbpf().int32("bpf_xdp_query", ifindex, flags, opts);
  }
}
