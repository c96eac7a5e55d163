package org.bpfskel;

import java.util.Map;
import java.util.TreeMap;

/**
 * A program's type: the kernel's {@code enum bpf_prog_type}. The constants have its names without
 * {@code BPF_PROG_TYPE_}, as of Linux 6.18.
 *
 * @param number the kernel's number; one that has no constant here is as good
 */
public record ProgramType(int number) {
  private static final Map<Integer, String> NAMES = new TreeMap<>();

  public static final ProgramType UNSPEC = named(0, "UNSPEC");
  public static final ProgramType SOCKET_FILTER = named(1, "SOCKET_FILTER");
  public static final ProgramType KPROBE = named(2, "KPROBE");
  public static final ProgramType SCHED_CLS = named(3, "SCHED_CLS");
  public static final ProgramType SCHED_ACT = named(4, "SCHED_ACT");
  public static final ProgramType TRACEPOINT = named(5, "TRACEPOINT");
  public static final ProgramType XDP = named(6, "XDP");
  public static final ProgramType PERF_EVENT = named(7, "PERF_EVENT");
  public static final ProgramType CGROUP_SKB = named(8, "CGROUP_SKB");
  public static final ProgramType CGROUP_SOCK = named(9, "CGROUP_SOCK");
  public static final ProgramType LWT_IN = named(10, "LWT_IN");
  public static final ProgramType LWT_OUT = named(11, "LWT_OUT");
  public static final ProgramType LWT_XMIT = named(12, "LWT_XMIT");
  public static final ProgramType SOCK_OPS = named(13, "SOCK_OPS");
  public static final ProgramType SK_SKB = named(14, "SK_SKB");
  public static final ProgramType CGROUP_DEVICE = named(15, "CGROUP_DEVICE");
  public static final ProgramType SK_MSG = named(16, "SK_MSG");
  public static final ProgramType RAW_TRACEPOINT = named(17, "RAW_TRACEPOINT");
  public static final ProgramType CGROUP_SOCK_ADDR = named(18, "CGROUP_SOCK_ADDR");
  public static final ProgramType LWT_SEG6LOCAL = named(19, "LWT_SEG6LOCAL");
  public static final ProgramType LIRC_MODE2 = named(20, "LIRC_MODE2");
  public static final ProgramType SK_REUSEPORT = named(21, "SK_REUSEPORT");
  public static final ProgramType FLOW_DISSECTOR = named(22, "FLOW_DISSECTOR");
  public static final ProgramType CGROUP_SYSCTL = named(23, "CGROUP_SYSCTL");
  public static final ProgramType RAW_TRACEPOINT_WRITABLE = named(24, "RAW_TRACEPOINT_WRITABLE");
  public static final ProgramType CGROUP_SOCKOPT = named(25, "CGROUP_SOCKOPT");
  public static final ProgramType TRACING = named(26, "TRACING");
  public static final ProgramType STRUCT_OPS = named(27, "STRUCT_OPS");
  public static final ProgramType EXT = named(28, "EXT");
  public static final ProgramType LSM = named(29, "LSM");
  public static final ProgramType SK_LOOKUP = named(30, "SK_LOOKUP");
  public static final ProgramType SYSCALL = named(31, "SYSCALL");
  public static final ProgramType NETFILTER = named(32, "NETFILTER");

  private static ProgramType named(int number, String name) {
    NAMES.put(number, name);
    return new ProgramType(number);
  }

  /**
   * The kernel's name, {@code BPF_PROG_TYPE_XDP}; with the number in its place where that is not
   * known.
   */
  @Override
  public String toString() {
    return "BPF_PROG_TYPE_" + NAMES.getOrDefault(number, Integer.toString(number));
  }
}
