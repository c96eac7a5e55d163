package org.bpfskel.internal.attach;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.LibbpfNetwork;
import org.bpfskel.internal.libbpf.NetworkOpts.TcHookOpts;
import org.bpfskel.internal.os.Errno;
import org.bpfskel.internal.os.TrafficControl;
import org.bpfskel.internal.os.TrafficControl.Filter;

/**
 * Where filters of an interface hang: the two sides of its clsact qdisc, or another parent.
 *
 * @param on the interface, for messages
 * @param point {@code BPF_TC_INGRESS}, {@code BPF_TC_EGRESS} or {@code BPF_TC_CUSTOM}
 * @param parent of a custom one; else 0
 */
public record TcPlace(String on, int ifindex, int point, int parent) {
  public static final int BPF_TC_INGRESS = 1;
  public static final int BPF_TC_EGRESS = 1 << 1;
  public static final int BPF_TC_CUSTOM = 1 << 2;

  private static final int BOTH = BPF_TC_INGRESS | BPF_TC_EGRESS;

  /** What a clsact qdisc calls its sides. */
  private static final int PARENT_INGRESS = 0xfffffff2;

  private static final int PARENT_EGRESS = 0xfffffff3;

  /** As libbpf takes it. */
  TcHookOpts hook() {
    return new TcHookOpts(ifindex, point, parent);
  }

  /**
   * Makes the qdisc of both sides unless the interface has one.
   *
   * @return whether it had none
   */
  public boolean create() {
    if (!SystemCall.on(on).get(() -> TrafficControl.filterQdisc(ifindex)).isEmpty()) {
      return false;
    }
    try (TcHookOpts hook = new TcHookOpts(ifindex, BOTH, 0)) {
      LibbpfCall.of("bpf_tc_hook_create", on)
          .explain("ENODEV", "this network namespace has no such interface")
          .explain("ENOENT", "the kernel was built without clsact: CONFIG_NET_SCH_INGRESS")
          .check(() -> LibbpfNetwork.bpf_tc_hook_create(hook));
      return true;
    } catch (BpfException e) {
      if (e.errno() == Errno.EEXIST) {
        return false; // made by somebody else meanwhile
      }
      throw e;
    }
  }

  /**
   * Takes the qdisc of both sides away.
   *
   * @return whether there was one
   * @throws BpfException if it has filters, of whomever
   */
  public boolean destroy() {
    String kind = SystemCall.on(on).get(() -> TrafficControl.filterQdisc(ifindex));
    if (kind.isEmpty()) {
      return false;
    }
    int ingress = filters(PARENT_INGRESS).size();
    int egress = filters(PARENT_EGRESS).size();
    if (ingress + egress > 0) {
      throw new BpfException(
          "bpf_tc_hook_destroy",
          on,
          BpfException.Kind.BUSY,
          "its %s qdisc has filters, %d of what it receives and %d of what it sends, which would go too"
              .formatted(kind, ingress, egress));
    }
    try (TcHookOpts hook = new TcHookOpts(ifindex, BOTH, 0)) {
      LibbpfCall.of("bpf_tc_hook_destroy", on).check(() -> LibbpfNetwork.bpf_tc_hook_destroy(hook));
      return true;
    }
  }

  /** The filters that are there, in the order in which the kernel tells them. */
  public List<Filter> filters() {
    return filters(
        switch (point) {
          case BPF_TC_INGRESS -> PARENT_INGRESS;
          case BPF_TC_EGRESS -> PARENT_EGRESS;
          default -> parent;
        });
  }

  private List<Filter> filters(int of) {
    return SystemCall.on(on).get(() -> TrafficControl.filters(ifindex, of));
  }
}
