package org.bpfskel.processor.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.object.SectionKind;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf makes of the section of a program: one table, in which each name stands once. Those
 * of libbpf 1.4, and those that were added up to 1.7.
 *
 * @param name of the section; where {@code isPrefix}, what it is up to a slash
 * @param isPrefix whether a target may stand behind a slash
 * @param needsTarget whether load needs that target, or one that is set before
 * @param place what says where it is attached
 */
record ProgramSection(String name, boolean isPrefix, boolean needsTarget, Place place) {
  /** What says where a program is attached. */
  enum Place {
    /** What stands behind a slash in the section's name. */
    SECTION,
    /** A target of Java's, for the section names none. */
    TARGET,
    /** Nothing of ours: a map, a socket, or whoever runs it. */
    ELSEWHERE
  }

  private static final Map<String, ProgramSection> KNOWN = new HashMap<>();

  static {
    for (String name :
        List.of(
            "kprobe",
            "uprobe",
            "uprobe.s",
            "kretprobe",
            "uretprobe",
            "uretprobe.s",
            "kprobe.multi",
            "kretprobe.multi",
            "kprobe.session",
            "uprobe.multi",
            "uretprobe.multi",
            "uprobe.session",
            "uprobe.multi.s",
            "uretprobe.multi.s",
            "uprobe.session.s",
            "ksyscall",
            "kretsyscall",
            "usdt",
            "usdt.s",
            "tracepoint",
            "tp",
            "raw_tracepoint",
            "raw_tp",
            "raw_tracepoint.w",
            "raw_tp.w")) {
      KNOWN.put(name, new ProgramSection(name, true, false, Place.SECTION));
    }
    for (String name :
        List.of(
            "tp_btf",
            "fentry",
            "fmod_ret",
            "fexit",
            "fsession",
            "fentry.s",
            "fmod_ret.s",
            "fexit.s",
            "fsession.s",
            "lsm",
            "lsm.s",
            "iter",
            "iter.s")) {
      KNOWN.put(name, new ProgramSection(name, true, true, Place.SECTION));
    }
    KNOWN.put("freplace", new ProgramSection("freplace", true, true, Place.SECTION));
    KNOWN.put("lsm_cgroup", new ProgramSection("lsm_cgroup", true, true, Place.TARGET));
    KNOWN.put("struct_ops", new ProgramSection("struct_ops", true, false, Place.ELSEWHERE));
    KNOWN.put("struct_ops.s", new ProgramSection("struct_ops.s", true, false, Place.ELSEWHERE));
    for (String name :
        List.of(
            "tc/ingress",
            "tc/egress",
            "tcx/ingress",
            "tcx/egress",
            "tc",
            "classifier",
            "netkit/primary",
            "netkit/peer",
            "xdp.frags",
            "xdp",
            "perf_event",
            "sockops",
            "sk_skb/stream_parser",
            "sk_skb/stream_verdict",
            "sk_skb/verdict",
            "sk_skb",
            "sk_msg",
            "flow_dissector",
            "cgroup_skb/ingress",
            "cgroup_skb/egress",
            "sk_lookup",
            "netfilter")) {
      KNOWN.put(name, new ProgramSection(name, false, false, Place.TARGET));
    }
    for (String name :
        List.of(
            "socket",
            "sk_reuseport/migrate",
            "sk_reuseport",
            "action",
            "syscall",
            "xdp.frags/devmap",
            "xdp/devmap",
            "xdp.frags/cpumap",
            "xdp/cpumap",
            "lwt_in",
            "lwt_out",
            "lwt_xmit",
            "lwt_seg6local",
            "lirc_mode2")) {
      KNOWN.put(name, new ProgramSection(name, false, false, Place.ELSEWHERE));
    }
    List<String> cgroup =
        new ArrayList<>(
            List.of(
                "skb",
                "sock_create",
                "sock_release",
                "sock",
                "post_bind4",
                "post_bind6",
                "bind4",
                "bind6",
                "sysctl",
                "getsockopt",
                "setsockopt",
                "dev"));
    for (String call : List.of("connect", "sendmsg", "recvmsg", "getpeername", "getsockname")) {
      cgroup.addAll(List.of(call + "4", call + "6", call + "_unix"));
    }
    for (String name : cgroup) {
      KNOWN.put("cgroup/" + name, new ProgramSection("cgroup/" + name, false, false, Place.TARGET));
    }
  }

  /** What a section of that name is; null if libbpf knows no type of program for it. */
  static @Nullable ProgramSection of(String section) {
    String name = SectionKind.required(section);
    ProgramSection exact = KNOWN.get(name);
    if (exact != null) {
      return exact;
    }
    int slash = name.indexOf('/');
    ProgramSection prefix = slash < 0 ? null : KNOWN.get(name.substring(0, slash));
    return prefix != null && prefix.isPrefix ? prefix : null;
  }

  /** Whether the kernel takes such programs only under the GPL. */
  boolean needsGpl() {
    return isStructOps() || name.equals("lsm") || name.equals("lsm.s") || name.equals("lsm_cgroup");
  }

  boolean isStructOps() {
    return name.equals("struct_ops") || name.equals("struct_ops.s");
  }
}
