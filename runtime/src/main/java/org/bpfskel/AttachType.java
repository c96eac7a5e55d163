package org.bpfskel;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a program is attached: the kernel's {@code enum bpf_attach_type}. The constants have its
 * names without {@code BPF_}, as of Linux 6.18.
 *
 * @param number the kernel's number; one that has no constant here is as good
 */
public record AttachType(int number) {
  private static final Map<Integer, String> NAMES = new TreeMap<>();

  public static final AttachType CGROUP_INET_INGRESS = named(0, "CGROUP_INET_INGRESS");
  public static final AttachType CGROUP_INET_EGRESS = named(1, "CGROUP_INET_EGRESS");
  public static final AttachType CGROUP_INET_SOCK_CREATE = named(2, "CGROUP_INET_SOCK_CREATE");
  public static final AttachType CGROUP_SOCK_OPS = named(3, "CGROUP_SOCK_OPS");
  public static final AttachType SK_SKB_STREAM_PARSER = named(4, "SK_SKB_STREAM_PARSER");
  public static final AttachType SK_SKB_STREAM_VERDICT = named(5, "SK_SKB_STREAM_VERDICT");
  public static final AttachType CGROUP_DEVICE = named(6, "CGROUP_DEVICE");
  public static final AttachType SK_MSG_VERDICT = named(7, "SK_MSG_VERDICT");
  public static final AttachType CGROUP_INET4_BIND = named(8, "CGROUP_INET4_BIND");
  public static final AttachType CGROUP_INET6_BIND = named(9, "CGROUP_INET6_BIND");
  public static final AttachType CGROUP_INET4_CONNECT = named(10, "CGROUP_INET4_CONNECT");
  public static final AttachType CGROUP_INET6_CONNECT = named(11, "CGROUP_INET6_CONNECT");
  public static final AttachType CGROUP_INET4_POST_BIND = named(12, "CGROUP_INET4_POST_BIND");
  public static final AttachType CGROUP_INET6_POST_BIND = named(13, "CGROUP_INET6_POST_BIND");
  public static final AttachType CGROUP_UDP4_SENDMSG = named(14, "CGROUP_UDP4_SENDMSG");
  public static final AttachType CGROUP_UDP6_SENDMSG = named(15, "CGROUP_UDP6_SENDMSG");
  public static final AttachType LIRC_MODE2 = named(16, "LIRC_MODE2");
  public static final AttachType FLOW_DISSECTOR = named(17, "FLOW_DISSECTOR");
  public static final AttachType CGROUP_SYSCTL = named(18, "CGROUP_SYSCTL");
  public static final AttachType CGROUP_UDP4_RECVMSG = named(19, "CGROUP_UDP4_RECVMSG");
  public static final AttachType CGROUP_UDP6_RECVMSG = named(20, "CGROUP_UDP6_RECVMSG");
  public static final AttachType CGROUP_GETSOCKOPT = named(21, "CGROUP_GETSOCKOPT");
  public static final AttachType CGROUP_SETSOCKOPT = named(22, "CGROUP_SETSOCKOPT");
  public static final AttachType TRACE_RAW_TP = named(23, "TRACE_RAW_TP");
  public static final AttachType TRACE_FENTRY = named(24, "TRACE_FENTRY");
  public static final AttachType TRACE_FEXIT = named(25, "TRACE_FEXIT");
  public static final AttachType MODIFY_RETURN = named(26, "MODIFY_RETURN");
  public static final AttachType LSM_MAC = named(27, "LSM_MAC");
  public static final AttachType TRACE_ITER = named(28, "TRACE_ITER");
  public static final AttachType CGROUP_INET4_GETPEERNAME = named(29, "CGROUP_INET4_GETPEERNAME");
  public static final AttachType CGROUP_INET6_GETPEERNAME = named(30, "CGROUP_INET6_GETPEERNAME");
  public static final AttachType CGROUP_INET4_GETSOCKNAME = named(31, "CGROUP_INET4_GETSOCKNAME");
  public static final AttachType CGROUP_INET6_GETSOCKNAME = named(32, "CGROUP_INET6_GETSOCKNAME");
  public static final AttachType XDP_DEVMAP = named(33, "XDP_DEVMAP");
  public static final AttachType CGROUP_INET_SOCK_RELEASE = named(34, "CGROUP_INET_SOCK_RELEASE");
  public static final AttachType XDP_CPUMAP = named(35, "XDP_CPUMAP");
  public static final AttachType SK_LOOKUP = named(36, "SK_LOOKUP");
  public static final AttachType XDP = named(37, "XDP");
  public static final AttachType SK_SKB_VERDICT = named(38, "SK_SKB_VERDICT");
  public static final AttachType SK_REUSEPORT_SELECT = named(39, "SK_REUSEPORT_SELECT");
  public static final AttachType SK_REUSEPORT_SELECT_OR_MIGRATE =
      named(40, "SK_REUSEPORT_SELECT_OR_MIGRATE");
  public static final AttachType PERF_EVENT = named(41, "PERF_EVENT");
  public static final AttachType TRACE_KPROBE_MULTI = named(42, "TRACE_KPROBE_MULTI");
  public static final AttachType LSM_CGROUP = named(43, "LSM_CGROUP");
  public static final AttachType STRUCT_OPS = named(44, "STRUCT_OPS");
  public static final AttachType NETFILTER = named(45, "NETFILTER");
  public static final AttachType TCX_INGRESS = named(46, "TCX_INGRESS");
  public static final AttachType TCX_EGRESS = named(47, "TCX_EGRESS");
  public static final AttachType TRACE_UPROBE_MULTI = named(48, "TRACE_UPROBE_MULTI");
  public static final AttachType CGROUP_UNIX_CONNECT = named(49, "CGROUP_UNIX_CONNECT");
  public static final AttachType CGROUP_UNIX_SENDMSG = named(50, "CGROUP_UNIX_SENDMSG");
  public static final AttachType CGROUP_UNIX_RECVMSG = named(51, "CGROUP_UNIX_RECVMSG");
  public static final AttachType CGROUP_UNIX_GETPEERNAME = named(52, "CGROUP_UNIX_GETPEERNAME");
  public static final AttachType CGROUP_UNIX_GETSOCKNAME = named(53, "CGROUP_UNIX_GETSOCKNAME");
  public static final AttachType NETKIT_PRIMARY = named(54, "NETKIT_PRIMARY");
  public static final AttachType NETKIT_PEER = named(55, "NETKIT_PEER");
  public static final AttachType TRACE_KPROBE_SESSION = named(56, "TRACE_KPROBE_SESSION");
  public static final AttachType TRACE_UPROBE_SESSION = named(57, "TRACE_UPROBE_SESSION");

  private static AttachType named(int number, String name) {
    NAMES.put(number, name);
    return new AttachType(number);
  }

  /** The kernel's name, {@code BPF_XDP}; with the number in its place where that is not known. */
  @Override
  public String toString() {
    return "BPF_" + NAMES.getOrDefault(number, Integer.toString(number));
  }
}
