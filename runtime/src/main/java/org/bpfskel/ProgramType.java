package org.bpfskel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program's type: the kernel's {@code enum bpf_prog_type}. The constants have its names without
 * {@code BPF_PROG_TYPE_}, as of Linux 6.18.
 *
 * <p>{@link #name} says what {@code libbpf_bpf_prog_type_str} does, in the kernel's capital
 * letters.
 */
public final class ProgramType extends KernelEnum {
  private static final String PREFIX = "BPF_PROG_TYPE_";
  private static final Map<Integer, ProgramType> KNOWN = new TreeMap<>();

  /** {@code BPF_PROG_TYPE_UNSPEC}. */
  public static final ProgramType UNSPEC = known(0, "UNSPEC");

  /** {@code BPF_PROG_TYPE_SOCKET_FILTER}. */
  public static final ProgramType SOCKET_FILTER = known(1, "SOCKET_FILTER");

  /** {@code BPF_PROG_TYPE_KPROBE}. */
  public static final ProgramType KPROBE = known(2, "KPROBE");

  /** {@code BPF_PROG_TYPE_SCHED_CLS}. */
  public static final ProgramType SCHED_CLS = known(3, "SCHED_CLS");

  /** {@code BPF_PROG_TYPE_SCHED_ACT}. */
  public static final ProgramType SCHED_ACT = known(4, "SCHED_ACT");

  /** {@code BPF_PROG_TYPE_TRACEPOINT}. */
  public static final ProgramType TRACEPOINT = known(5, "TRACEPOINT");

  /** {@code BPF_PROG_TYPE_XDP}. */
  public static final ProgramType XDP = known(6, "XDP");

  /** {@code BPF_PROG_TYPE_PERF_EVENT}. */
  public static final ProgramType PERF_EVENT = known(7, "PERF_EVENT");

  /** {@code BPF_PROG_TYPE_CGROUP_SKB}. */
  public static final ProgramType CGROUP_SKB = known(8, "CGROUP_SKB");

  /** {@code BPF_PROG_TYPE_CGROUP_SOCK}. */
  public static final ProgramType CGROUP_SOCK = known(9, "CGROUP_SOCK");

  /** {@code BPF_PROG_TYPE_LWT_IN}. */
  public static final ProgramType LWT_IN = known(10, "LWT_IN");

  /** {@code BPF_PROG_TYPE_LWT_OUT}. */
  public static final ProgramType LWT_OUT = known(11, "LWT_OUT");

  /** {@code BPF_PROG_TYPE_LWT_XMIT}. */
  public static final ProgramType LWT_XMIT = known(12, "LWT_XMIT");

  /** {@code BPF_PROG_TYPE_SOCK_OPS}. */
  public static final ProgramType SOCK_OPS = known(13, "SOCK_OPS");

  /** {@code BPF_PROG_TYPE_SK_SKB}. */
  public static final ProgramType SK_SKB = known(14, "SK_SKB");

  /** {@code BPF_PROG_TYPE_CGROUP_DEVICE}. */
  public static final ProgramType CGROUP_DEVICE = known(15, "CGROUP_DEVICE");

  /** {@code BPF_PROG_TYPE_SK_MSG}. */
  public static final ProgramType SK_MSG = known(16, "SK_MSG");

  /** {@code BPF_PROG_TYPE_RAW_TRACEPOINT}. */
  public static final ProgramType RAW_TRACEPOINT = known(17, "RAW_TRACEPOINT");

  /** {@code BPF_PROG_TYPE_CGROUP_SOCK_ADDR}. */
  public static final ProgramType CGROUP_SOCK_ADDR = known(18, "CGROUP_SOCK_ADDR");

  /** {@code BPF_PROG_TYPE_LWT_SEG6LOCAL}. */
  public static final ProgramType LWT_SEG6LOCAL = known(19, "LWT_SEG6LOCAL");

  /** {@code BPF_PROG_TYPE_LIRC_MODE2}. */
  public static final ProgramType LIRC_MODE2 = known(20, "LIRC_MODE2");

  /** {@code BPF_PROG_TYPE_SK_REUSEPORT}. */
  public static final ProgramType SK_REUSEPORT = known(21, "SK_REUSEPORT");

  /** {@code BPF_PROG_TYPE_FLOW_DISSECTOR}. */
  public static final ProgramType FLOW_DISSECTOR = known(22, "FLOW_DISSECTOR");

  /** {@code BPF_PROG_TYPE_CGROUP_SYSCTL}. */
  public static final ProgramType CGROUP_SYSCTL = known(23, "CGROUP_SYSCTL");

  /** {@code BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE}. */
  public static final ProgramType RAW_TRACEPOINT_WRITABLE = known(24, "RAW_TRACEPOINT_WRITABLE");

  /** {@code BPF_PROG_TYPE_CGROUP_SOCKOPT}. */
  public static final ProgramType CGROUP_SOCKOPT = known(25, "CGROUP_SOCKOPT");

  /** {@code BPF_PROG_TYPE_TRACING}. */
  public static final ProgramType TRACING = known(26, "TRACING");

  /** {@code BPF_PROG_TYPE_STRUCT_OPS}. */
  public static final ProgramType STRUCT_OPS = known(27, "STRUCT_OPS");

  /** {@code BPF_PROG_TYPE_EXT}. */
  public static final ProgramType EXT = known(28, "EXT");

  /** {@code BPF_PROG_TYPE_LSM}. */
  public static final ProgramType LSM = known(29, "LSM");

  /** {@code BPF_PROG_TYPE_SK_LOOKUP}. */
  public static final ProgramType SK_LOOKUP = known(30, "SK_LOOKUP");

  /** {@code BPF_PROG_TYPE_SYSCALL}. */
  public static final ProgramType SYSCALL = known(31, "SYSCALL");

  /** {@code BPF_PROG_TYPE_NETFILTER}. */
  public static final ProgramType NETFILTER = known(32, "NETFILTER");

  private ProgramType(int number, String name) {
    super(PREFIX, number, name);
  }

  private static ProgramType known(int number, String name) {
    ProgramType value = new ProgramType(number, name);
    KNOWN.put(number, value);
    return value;
  }

  /**
   * {@return the value of that number: one of the constants, or one without a name}
   *
   * @param number of the kernel's enum, which may be newer than the constants
   */
  public static ProgramType of(int number) {
    ProgramType known = KNOWN.get(number);
    return known != null ? known : new ProgramType(number, Integer.toString(number));
  }

  /** {@return the values that have constants here, by their numbers} */
  public static Collection<ProgramType> known() {
    return Collections.unmodifiableCollection(KNOWN.values());
  }
}
