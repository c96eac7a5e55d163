package org.bpfskel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a program is attached: the kernel's {@code enum bpf_attach_type}. The constants have its
 * names without {@code BPF_}, as of Linux 6.18.
 *
 * <p>{@link #name} says what {@code libbpf_bpf_attach_type_str} does, in the kernel's capital
 * letters.
 */
public final class AttachType extends KernelEnum {
  private static final String PREFIX = "BPF_";
  private static final Map<Integer, AttachType> KNOWN = new TreeMap<>();

  /** {@code BPF_CGROUP_INET_INGRESS}. */
  public static final AttachType CGROUP_INET_INGRESS = known(0, "CGROUP_INET_INGRESS");

  /** {@code BPF_CGROUP_INET_EGRESS}. */
  public static final AttachType CGROUP_INET_EGRESS = known(1, "CGROUP_INET_EGRESS");

  /** {@code BPF_CGROUP_INET_SOCK_CREATE}. */
  public static final AttachType CGROUP_INET_SOCK_CREATE = known(2, "CGROUP_INET_SOCK_CREATE");

  /** {@code BPF_CGROUP_SOCK_OPS}. */
  public static final AttachType CGROUP_SOCK_OPS = known(3, "CGROUP_SOCK_OPS");

  /** {@code BPF_SK_SKB_STREAM_PARSER}. */
  public static final AttachType SK_SKB_STREAM_PARSER = known(4, "SK_SKB_STREAM_PARSER");

  /** {@code BPF_SK_SKB_STREAM_VERDICT}. */
  public static final AttachType SK_SKB_STREAM_VERDICT = known(5, "SK_SKB_STREAM_VERDICT");

  /** {@code BPF_CGROUP_DEVICE}. */
  public static final AttachType CGROUP_DEVICE = known(6, "CGROUP_DEVICE");

  /** {@code BPF_SK_MSG_VERDICT}. */
  public static final AttachType SK_MSG_VERDICT = known(7, "SK_MSG_VERDICT");

  /** {@code BPF_CGROUP_INET4_BIND}. */
  public static final AttachType CGROUP_INET4_BIND = known(8, "CGROUP_INET4_BIND");

  /** {@code BPF_CGROUP_INET6_BIND}. */
  public static final AttachType CGROUP_INET6_BIND = known(9, "CGROUP_INET6_BIND");

  /** {@code BPF_CGROUP_INET4_CONNECT}. */
  public static final AttachType CGROUP_INET4_CONNECT = known(10, "CGROUP_INET4_CONNECT");

  /** {@code BPF_CGROUP_INET6_CONNECT}. */
  public static final AttachType CGROUP_INET6_CONNECT = known(11, "CGROUP_INET6_CONNECT");

  /** {@code BPF_CGROUP_INET4_POST_BIND}. */
  public static final AttachType CGROUP_INET4_POST_BIND = known(12, "CGROUP_INET4_POST_BIND");

  /** {@code BPF_CGROUP_INET6_POST_BIND}. */
  public static final AttachType CGROUP_INET6_POST_BIND = known(13, "CGROUP_INET6_POST_BIND");

  /** {@code BPF_CGROUP_UDP4_SENDMSG}. */
  public static final AttachType CGROUP_UDP4_SENDMSG = known(14, "CGROUP_UDP4_SENDMSG");

  /** {@code BPF_CGROUP_UDP6_SENDMSG}. */
  public static final AttachType CGROUP_UDP6_SENDMSG = known(15, "CGROUP_UDP6_SENDMSG");

  /** {@code BPF_LIRC_MODE2}. */
  public static final AttachType LIRC_MODE2 = known(16, "LIRC_MODE2");

  /** {@code BPF_FLOW_DISSECTOR}. */
  public static final AttachType FLOW_DISSECTOR = known(17, "FLOW_DISSECTOR");

  /** {@code BPF_CGROUP_SYSCTL}. */
  public static final AttachType CGROUP_SYSCTL = known(18, "CGROUP_SYSCTL");

  /** {@code BPF_CGROUP_UDP4_RECVMSG}. */
  public static final AttachType CGROUP_UDP4_RECVMSG = known(19, "CGROUP_UDP4_RECVMSG");

  /** {@code BPF_CGROUP_UDP6_RECVMSG}. */
  public static final AttachType CGROUP_UDP6_RECVMSG = known(20, "CGROUP_UDP6_RECVMSG");

  /** {@code BPF_CGROUP_GETSOCKOPT}. */
  public static final AttachType CGROUP_GETSOCKOPT = known(21, "CGROUP_GETSOCKOPT");

  /** {@code BPF_CGROUP_SETSOCKOPT}. */
  public static final AttachType CGROUP_SETSOCKOPT = known(22, "CGROUP_SETSOCKOPT");

  /** {@code BPF_TRACE_RAW_TP}. */
  public static final AttachType TRACE_RAW_TP = known(23, "TRACE_RAW_TP");

  /** {@code BPF_TRACE_FENTRY}. */
  public static final AttachType TRACE_FENTRY = known(24, "TRACE_FENTRY");

  /** {@code BPF_TRACE_FEXIT}. */
  public static final AttachType TRACE_FEXIT = known(25, "TRACE_FEXIT");

  /** {@code BPF_MODIFY_RETURN}. */
  public static final AttachType MODIFY_RETURN = known(26, "MODIFY_RETURN");

  /** {@code BPF_LSM_MAC}. */
  public static final AttachType LSM_MAC = known(27, "LSM_MAC");

  /** {@code BPF_TRACE_ITER}. */
  public static final AttachType TRACE_ITER = known(28, "TRACE_ITER");

  /** {@code BPF_CGROUP_INET4_GETPEERNAME}. */
  public static final AttachType CGROUP_INET4_GETPEERNAME = known(29, "CGROUP_INET4_GETPEERNAME");

  /** {@code BPF_CGROUP_INET6_GETPEERNAME}. */
  public static final AttachType CGROUP_INET6_GETPEERNAME = known(30, "CGROUP_INET6_GETPEERNAME");

  /** {@code BPF_CGROUP_INET4_GETSOCKNAME}. */
  public static final AttachType CGROUP_INET4_GETSOCKNAME = known(31, "CGROUP_INET4_GETSOCKNAME");

  /** {@code BPF_CGROUP_INET6_GETSOCKNAME}. */
  public static final AttachType CGROUP_INET6_GETSOCKNAME = known(32, "CGROUP_INET6_GETSOCKNAME");

  /** {@code BPF_XDP_DEVMAP}. */
  public static final AttachType XDP_DEVMAP = known(33, "XDP_DEVMAP");

  /** {@code BPF_CGROUP_INET_SOCK_RELEASE}. */
  public static final AttachType CGROUP_INET_SOCK_RELEASE = known(34, "CGROUP_INET_SOCK_RELEASE");

  /** {@code BPF_XDP_CPUMAP}. */
  public static final AttachType XDP_CPUMAP = known(35, "XDP_CPUMAP");

  /** {@code BPF_SK_LOOKUP}. */
  public static final AttachType SK_LOOKUP = known(36, "SK_LOOKUP");

  /** {@code BPF_XDP}. */
  public static final AttachType XDP = known(37, "XDP");

  /** {@code BPF_SK_SKB_VERDICT}. */
  public static final AttachType SK_SKB_VERDICT = known(38, "SK_SKB_VERDICT");

  /** {@code BPF_SK_REUSEPORT_SELECT}. */
  public static final AttachType SK_REUSEPORT_SELECT = known(39, "SK_REUSEPORT_SELECT");

  /** {@code BPF_SK_REUSEPORT_SELECT_OR_MIGRATE}. */
  public static final AttachType SK_REUSEPORT_SELECT_OR_MIGRATE =
      known(40, "SK_REUSEPORT_SELECT_OR_MIGRATE");

  /** {@code BPF_PERF_EVENT}. */
  public static final AttachType PERF_EVENT = known(41, "PERF_EVENT");

  /** {@code BPF_TRACE_KPROBE_MULTI}. */
  public static final AttachType TRACE_KPROBE_MULTI = known(42, "TRACE_KPROBE_MULTI");

  /** {@code BPF_LSM_CGROUP}. */
  public static final AttachType LSM_CGROUP = known(43, "LSM_CGROUP");

  /** {@code BPF_STRUCT_OPS}. */
  public static final AttachType STRUCT_OPS = known(44, "STRUCT_OPS");

  /** {@code BPF_NETFILTER}. */
  public static final AttachType NETFILTER = known(45, "NETFILTER");

  /** {@code BPF_TCX_INGRESS}. */
  public static final AttachType TCX_INGRESS = known(46, "TCX_INGRESS");

  /** {@code BPF_TCX_EGRESS}. */
  public static final AttachType TCX_EGRESS = known(47, "TCX_EGRESS");

  /** {@code BPF_TRACE_UPROBE_MULTI}. */
  public static final AttachType TRACE_UPROBE_MULTI = known(48, "TRACE_UPROBE_MULTI");

  /** {@code BPF_CGROUP_UNIX_CONNECT}. */
  public static final AttachType CGROUP_UNIX_CONNECT = known(49, "CGROUP_UNIX_CONNECT");

  /** {@code BPF_CGROUP_UNIX_SENDMSG}. */
  public static final AttachType CGROUP_UNIX_SENDMSG = known(50, "CGROUP_UNIX_SENDMSG");

  /** {@code BPF_CGROUP_UNIX_RECVMSG}. */
  public static final AttachType CGROUP_UNIX_RECVMSG = known(51, "CGROUP_UNIX_RECVMSG");

  /** {@code BPF_CGROUP_UNIX_GETPEERNAME}. */
  public static final AttachType CGROUP_UNIX_GETPEERNAME = known(52, "CGROUP_UNIX_GETPEERNAME");

  /** {@code BPF_CGROUP_UNIX_GETSOCKNAME}. */
  public static final AttachType CGROUP_UNIX_GETSOCKNAME = known(53, "CGROUP_UNIX_GETSOCKNAME");

  /** {@code BPF_NETKIT_PRIMARY}. */
  public static final AttachType NETKIT_PRIMARY = known(54, "NETKIT_PRIMARY");

  /** {@code BPF_NETKIT_PEER}. */
  public static final AttachType NETKIT_PEER = known(55, "NETKIT_PEER");

  /** {@code BPF_TRACE_KPROBE_SESSION}. */
  public static final AttachType TRACE_KPROBE_SESSION = known(56, "TRACE_KPROBE_SESSION");

  /** {@code BPF_TRACE_UPROBE_SESSION}. */
  public static final AttachType TRACE_UPROBE_SESSION = known(57, "TRACE_UPROBE_SESSION");

  private AttachType(int number, String name) {
    super(PREFIX, number, name);
  }

  private static AttachType known(int number, String name) {
    AttachType value = new AttachType(number, name);
    KNOWN.put(number, value);
    return value;
  }

  /**
   * {@return the value of that number: one of the constants, or one without a name}
   *
   * @param number of the kernel's enum, which may be newer than the constants
   */
  public static AttachType of(int number) {
    AttachType known = KNOWN.get(number);
    return known != null ? known : new AttachType(number, Integer.toString(number));
  }

  /** {@return the values that have constants here, by their numbers} */
  public static Collection<AttachType> known() {
    return Collections.unmodifiableCollection(KNOWN.values());
  }
}
