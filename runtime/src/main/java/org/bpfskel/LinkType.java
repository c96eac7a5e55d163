package org.bpfskel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A link's kind: the kernel's {@code enum bpf_link_type}. The constants have its names without
 * {@code BPF_LINK_TYPE_}, as of Linux 6.18.
 *
 * <p>{@link #name} says what {@code libbpf_bpf_link_type_str} does, in the kernel's capital
 * letters.
 */
public final class LinkType extends KernelEnum {
  private static final String PREFIX = "BPF_LINK_TYPE_";
  private static final Map<Integer, LinkType> KNOWN = new TreeMap<>();

  /** {@code BPF_LINK_TYPE_UNSPEC}. */
  public static final LinkType UNSPEC = known(0, "UNSPEC");

  /** {@code BPF_LINK_TYPE_RAW_TRACEPOINT}. */
  public static final LinkType RAW_TRACEPOINT = known(1, "RAW_TRACEPOINT");

  /** {@code BPF_LINK_TYPE_TRACING}. */
  public static final LinkType TRACING = known(2, "TRACING");

  /** {@code BPF_LINK_TYPE_CGROUP}. */
  public static final LinkType CGROUP = known(3, "CGROUP");

  /** {@code BPF_LINK_TYPE_ITER}. */
  public static final LinkType ITER = known(4, "ITER");

  /** {@code BPF_LINK_TYPE_NETNS}. */
  public static final LinkType NETNS = known(5, "NETNS");

  /** {@code BPF_LINK_TYPE_XDP}. */
  public static final LinkType XDP = known(6, "XDP");

  /** {@code BPF_LINK_TYPE_PERF_EVENT}. */
  public static final LinkType PERF_EVENT = known(7, "PERF_EVENT");

  /** {@code BPF_LINK_TYPE_KPROBE_MULTI}. */
  public static final LinkType KPROBE_MULTI = known(8, "KPROBE_MULTI");

  /** {@code BPF_LINK_TYPE_STRUCT_OPS}. */
  public static final LinkType STRUCT_OPS = known(9, "STRUCT_OPS");

  /** {@code BPF_LINK_TYPE_NETFILTER}. */
  public static final LinkType NETFILTER = known(10, "NETFILTER");

  /** {@code BPF_LINK_TYPE_TCX}. */
  public static final LinkType TCX = known(11, "TCX");

  /** {@code BPF_LINK_TYPE_UPROBE_MULTI}. */
  public static final LinkType UPROBE_MULTI = known(12, "UPROBE_MULTI");

  /** {@code BPF_LINK_TYPE_NETKIT}. */
  public static final LinkType NETKIT = known(13, "NETKIT");

  /** {@code BPF_LINK_TYPE_SOCKMAP}. */
  public static final LinkType SOCKMAP = known(14, "SOCKMAP");

  private LinkType(int number, String name) {
    super(PREFIX, number, name);
  }

  private static LinkType known(int number, String name) {
    LinkType value = new LinkType(number, name);
    KNOWN.put(number, value);
    return value;
  }

  /**
   * {@return the value of that number: one of the constants, or one without a name}
   *
   * @param number of the kernel's enum, which may be newer than the constants
   */
  public static LinkType of(int number) {
    LinkType known = KNOWN.get(number);
    return known != null ? known : new LinkType(number, Integer.toString(number));
  }

  /** {@return the values that have constants here, by their numbers} */
  public static Collection<LinkType> known() {
    return Collections.unmodifiableCollection(KNOWN.values());
  }
}
