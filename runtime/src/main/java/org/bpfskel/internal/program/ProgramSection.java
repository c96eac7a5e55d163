package org.bpfskel.internal.program;

import java.util.HashMap;
import java.util.Map;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.object.SectionKind;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf makes of the section of a program: one table, in which each name stands once. Those
 * of libbpf 1.4, and those that were added up to 1.7.
 *
 * @param name of the section; where {@code isPrefix}, what it is up to a slash
 * @param isPrefix whether a target may stand behind a slash
 * @param type of the programs
 * @param attachType how they are attached; null where libbpf gives the kernel none
 * @param place what says where it is attached
 */
public record ProgramSection(
    String name, boolean isPrefix, ProgramType type, @Nullable AttachType attachType, Place place) {
  /** What says where a program is attached. */
  public enum Place {
    /** What stands behind a slash in the section's name. */
    SECTION,
    /** A target of Java's, for the section names none. */
    TARGET,
    /** Nothing of ours: a map, or whoever runs it. */
    ELSEWHERE
  }

  /** {@code BPF_TRACE_FSESSION} of Linux 7.0. */
  public static final AttachType FSESSION = AttachType.of(58);

  private static final Map<String, ProgramSection> KNOWN = new HashMap<>();

  static {
    probes();
    tracing();
    network();
    cgroups();
    Rows structOps = new Rows(ProgramType.STRUCT_OPS, true, Place.ELSEWHERE);
    structOps.add(null, "struct_ops", "struct_ops.s");
  }

  private static void probes() {
    Rows kprobes = new Rows(ProgramType.KPROBE, true, Place.SECTION);
    kprobes.add(null, "kprobe", "kretprobe", "ksyscall", "kretsyscall", "usdt", "usdt.s");
    kprobes.add(null, "uprobe", "uprobe.s", "uretprobe", "uretprobe.s");
    kprobes.add(AttachType.TRACE_KPROBE_MULTI, "kprobe.multi", "kretprobe.multi");
    kprobes.add(AttachType.TRACE_KPROBE_SESSION, "kprobe.session");
    kprobes.add(AttachType.TRACE_UPROBE_MULTI, "uprobe.multi", "uprobe.multi.s");
    kprobes.add(AttachType.TRACE_UPROBE_MULTI, "uretprobe.multi", "uretprobe.multi.s");
    kprobes.add(AttachType.TRACE_UPROBE_SESSION, "uprobe.session", "uprobe.session.s");
    new Rows(ProgramType.TRACEPOINT, true, Place.SECTION).add(null, "tracepoint", "tp");
    Rows raw = new Rows(ProgramType.RAW_TRACEPOINT, true, Place.SECTION);
    raw.add(null, "raw_tracepoint", "raw_tp");
    raw = new Rows(ProgramType.RAW_TRACEPOINT_WRITABLE, true, Place.SECTION);
    raw.add(null, "raw_tracepoint.w", "raw_tp.w");
    new Rows(ProgramType.PERF_EVENT, false, Place.TARGET).add(null, "perf_event");
  }

  private static void tracing() {
    Rows tracing = new Rows(ProgramType.TRACING, true, Place.SECTION);
    tracing.add(AttachType.TRACE_RAW_TP, "tp_btf");
    tracing.add(AttachType.TRACE_FENTRY, "fentry", "fentry.s");
    tracing.add(AttachType.TRACE_FEXIT, "fexit", "fexit.s");
    tracing.add(AttachType.MODIFY_RETURN, "fmod_ret", "fmod_ret.s");
    tracing.add(FSESSION, "fsession", "fsession.s");
    tracing.add(AttachType.TRACE_ITER, "iter", "iter.s");
    new Rows(ProgramType.EXT, true, Place.SECTION).add(null, "freplace");
    new Rows(ProgramType.LSM, true, Place.SECTION).add(AttachType.LSM_MAC, "lsm", "lsm.s");
    new Rows(ProgramType.LSM, true, Place.TARGET).add(AttachType.LSM_CGROUP, "lsm_cgroup");
    new Rows(ProgramType.SYSCALL, false, Place.ELSEWHERE).add(null, "syscall");
  }

  private static void network() {
    Rows classifiers = new Rows(ProgramType.SCHED_CLS, false, Place.TARGET);
    classifiers.add(null, "tc", "classifier");
    classifiers.add(AttachType.TCX_INGRESS, "tc/ingress", "tcx/ingress");
    classifiers.add(AttachType.TCX_EGRESS, "tc/egress", "tcx/egress");
    classifiers.add(AttachType.NETKIT_PRIMARY, "netkit/primary");
    classifiers.add(AttachType.NETKIT_PEER, "netkit/peer");
    new Rows(ProgramType.SCHED_ACT, false, Place.ELSEWHERE).add(null, "action");
    new Rows(ProgramType.XDP, false, Place.TARGET).add(AttachType.XDP, "xdp", "xdp.frags");
    Rows redirected = new Rows(ProgramType.XDP, false, Place.ELSEWHERE);
    redirected.add(AttachType.XDP_DEVMAP, "xdp/devmap", "xdp.frags/devmap");
    redirected.add(AttachType.XDP_CPUMAP, "xdp/cpumap", "xdp.frags/cpumap");
    new Rows(ProgramType.NETFILTER, false, Place.TARGET).add(AttachType.NETFILTER, "netfilter");
    new Rows(ProgramType.SK_LOOKUP, false, Place.TARGET).add(AttachType.SK_LOOKUP, "sk_lookup");
    Rows dissectors = new Rows(ProgramType.FLOW_DISSECTOR, false, Place.TARGET);
    dissectors.add(AttachType.FLOW_DISSECTOR, "flow_dissector");
    Rows sockets = new Rows(ProgramType.SK_SKB, false, Place.TARGET);
    sockets.add(null, "sk_skb");
    sockets.add(AttachType.SK_SKB_STREAM_PARSER, "sk_skb/stream_parser");
    sockets.add(AttachType.SK_SKB_STREAM_VERDICT, "sk_skb/stream_verdict");
    sockets.add(AttachType.SK_SKB_VERDICT, "sk_skb/verdict");
    new Rows(ProgramType.SK_MSG, false, Place.TARGET).add(AttachType.SK_MSG_VERDICT, "sk_msg");
    new Rows(ProgramType.SOCKET_FILTER, false, Place.TARGET).add(null, "socket");
    Rows reuse = new Rows(ProgramType.SK_REUSEPORT, false, Place.TARGET);
    reuse.add(AttachType.SK_REUSEPORT_SELECT, "sk_reuseport");
    reuse.add(AttachType.SK_REUSEPORT_SELECT_OR_MIGRATE, "sk_reuseport/migrate");
    new Rows(ProgramType.LWT_IN, false, Place.ELSEWHERE).add(null, "lwt_in");
    new Rows(ProgramType.LWT_OUT, false, Place.ELSEWHERE).add(null, "lwt_out");
    new Rows(ProgramType.LWT_XMIT, false, Place.ELSEWHERE).add(null, "lwt_xmit");
    new Rows(ProgramType.LWT_SEG6LOCAL, false, Place.ELSEWHERE).add(null, "lwt_seg6local");
    Rows remotes = new Rows(ProgramType.LIRC_MODE2, false, Place.ELSEWHERE);
    remotes.add(AttachType.LIRC_MODE2, "lirc_mode2");
  }

  private static void cgroups() {
    Rows packets = new Rows(ProgramType.CGROUP_SKB, false, Place.TARGET);
    packets.add(null, "cgroup/skb");
    packets.add(AttachType.CGROUP_INET_INGRESS, "cgroup_skb/ingress");
    packets.add(AttachType.CGROUP_INET_EGRESS, "cgroup_skb/egress");
    Rows sockets = new Rows(ProgramType.CGROUP_SOCK, false, Place.TARGET);
    sockets.add(AttachType.CGROUP_INET_SOCK_CREATE, "cgroup/sock", "cgroup/sock_create");
    sockets.add(AttachType.CGROUP_INET_SOCK_RELEASE, "cgroup/sock_release");
    sockets.add(AttachType.CGROUP_INET4_POST_BIND, "cgroup/post_bind4");
    sockets.add(AttachType.CGROUP_INET6_POST_BIND, "cgroup/post_bind6");
    Rows calls = new Rows(ProgramType.CGROUP_SOCK_ADDR, false, Place.TARGET);
    calls.add(AttachType.CGROUP_INET4_BIND, "cgroup/bind4");
    calls.add(AttachType.CGROUP_INET6_BIND, "cgroup/bind6");
    calls.add(AttachType.CGROUP_INET4_CONNECT, "cgroup/connect4");
    calls.add(AttachType.CGROUP_INET6_CONNECT, "cgroup/connect6");
    calls.add(AttachType.CGROUP_UNIX_CONNECT, "cgroup/connect_unix");
    calls.add(AttachType.CGROUP_UDP4_SENDMSG, "cgroup/sendmsg4");
    calls.add(AttachType.CGROUP_UDP6_SENDMSG, "cgroup/sendmsg6");
    calls.add(AttachType.CGROUP_UNIX_SENDMSG, "cgroup/sendmsg_unix");
    calls.add(AttachType.CGROUP_UDP4_RECVMSG, "cgroup/recvmsg4");
    calls.add(AttachType.CGROUP_UDP6_RECVMSG, "cgroup/recvmsg6");
    calls.add(AttachType.CGROUP_UNIX_RECVMSG, "cgroup/recvmsg_unix");
    calls.add(AttachType.CGROUP_INET4_GETPEERNAME, "cgroup/getpeername4");
    calls.add(AttachType.CGROUP_INET6_GETPEERNAME, "cgroup/getpeername6");
    calls.add(AttachType.CGROUP_UNIX_GETPEERNAME, "cgroup/getpeername_unix");
    calls.add(AttachType.CGROUP_INET4_GETSOCKNAME, "cgroup/getsockname4");
    calls.add(AttachType.CGROUP_INET6_GETSOCKNAME, "cgroup/getsockname6");
    calls.add(AttachType.CGROUP_UNIX_GETSOCKNAME, "cgroup/getsockname_unix");
    Rows options = new Rows(ProgramType.CGROUP_SOCKOPT, false, Place.TARGET);
    options.add(AttachType.CGROUP_GETSOCKOPT, "cgroup/getsockopt");
    options.add(AttachType.CGROUP_SETSOCKOPT, "cgroup/setsockopt");
    Rows settings = new Rows(ProgramType.CGROUP_SYSCTL, false, Place.TARGET);
    settings.add(AttachType.CGROUP_SYSCTL, "cgroup/sysctl");
    Rows devices = new Rows(ProgramType.CGROUP_DEVICE, false, Place.TARGET);
    devices.add(AttachType.CGROUP_DEVICE, "cgroup/dev");
    Rows states = new Rows(ProgramType.SOCK_OPS, false, Place.TARGET);
    states.add(AttachType.CGROUP_SOCK_OPS, "sockops");
  }

  /** Rows of the table that have one type. */
  private record Rows(ProgramType type, boolean isPrefix, Place place) {
    void add(@Nullable AttachType attachType, String... names) {
      for (String name : names) {
        KNOWN.put(name, new ProgramSection(name, isPrefix, type, attachType, place));
      }
    }
  }

  /** What a section of that name is; null if libbpf knows no type of program for it. */
  public static @Nullable ProgramSection of(String section) {
    String name = SectionKind.required(section);
    ProgramSection exact = KNOWN.get(name);
    if (exact != null) {
      return exact;
    }
    int slash = name.indexOf('/');
    ProgramSection prefix = slash < 0 ? null : KNOWN.get(name.substring(0, slash));
    return prefix != null && prefix.isPrefix ? prefix : null;
  }

  /** Names of all sections in the table, in no order. */
  public static Iterable<String> names() {
    return KNOWN.keySet();
  }

  /** Whether load needs a target behind the slash, or one that is set before. */
  public boolean needsTarget() {
    return type.equals(ProgramType.TRACING)
        || type.equals(ProgramType.LSM)
        || type.equals(ProgramType.EXT);
  }

  /** Whether the kernel takes such programs only under the GPL. */
  public boolean needsGpl() {
    return isStructOps() || type.equals(ProgramType.LSM);
  }

  /** Whether it is a callback of a struct_ops variable. */
  public boolean isStructOps() {
    return type.equals(ProgramType.STRUCT_OPS);
  }
}
