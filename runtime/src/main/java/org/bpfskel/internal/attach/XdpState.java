package org.bpfskel.internal.attach;

import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfNetwork;
import org.bpfskel.internal.libbpf.NetworkOpts.XdpQueryOpts;

/** What {@code bpf_xdp_query} tells of an interface. */
public record XdpState(
    int nativeId, int genericId, int offloadId, long features, int zeroCopySegments) {

  /**
   * Asks.
   *
   * @param on the interface, for messages
   */
  public static XdpState of(String on, int ifindex) {
    try (XdpQueryOpts opts = new XdpQueryOpts()) {
      LibbpfCall.of("bpf_xdp_query", on)
          .explain("ENODEV", "this network namespace has no such interface")
          .check(() -> LibbpfNetwork.bpf_xdp_query(ifindex, 0, opts));
      return new XdpState(
          opts.drvProgId(),
          opts.skbProgId(),
          opts.hwProgId(),
          opts.featureFlags(),
          opts.xdpZcMaxSegs());
    }
  }
}
