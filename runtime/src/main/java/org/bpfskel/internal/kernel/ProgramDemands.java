package org.bpfskel.internal.kernel;

import static java.util.Map.entry;
import static org.bpfskel.internal.kernel.Demand.OF_ALL;
import static org.bpfskel.internal.os.Capability.CAP_NET_ADMIN;
import static org.bpfskel.internal.os.Capability.CAP_PERFMON;

import java.util.Map;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;

/** What the kernel asks for programs, by type: a table, after the kernel's own. */
public final class ProgramDemands {
  private static final String EVENTS = "CONFIG_BPF_EVENTS";
  private static final String TYPES = "CONFIG_DEBUG_INFO_BTF";
  private static final String CGROUPS = "CONFIG_CGROUP_BPF";
  private static final String JIT = "CONFIG_BPF_JIT";

  private static final Demand NETWORK = OF_ALL.and(CAP_NET_ADMIN).option("CONFIG_NET");
  private static final Demand CGROUP = OF_ALL.and(CAP_NET_ADMIN).option(CGROUPS);
  private static final Demand TUNNEL = NETWORK.option("CONFIG_LWTUNNEL_BPF");
  private static final Demand EVENT = OF_ALL.and(CAP_PERFMON).option(EVENTS);

  private static final Map<ProgramType, Demand> BY_TYPE =
      Map.ofEntries(
          entry(ProgramType.SOCKET_FILTER, OF_ALL.option("CONFIG_NET").orUnprivileged()),
          entry(ProgramType.CGROUP_SKB, OF_ALL.option(CGROUPS).orUnprivileged()),
          entry(ProgramType.SCHED_CLS, NETWORK),
          entry(ProgramType.SCHED_ACT, NETWORK),
          entry(ProgramType.XDP, NETWORK),
          entry(ProgramType.SOCK_OPS, NETWORK),
          entry(ProgramType.SK_SKB, NETWORK),
          entry(ProgramType.SK_MSG, NETWORK),
          entry(ProgramType.FLOW_DISSECTOR, NETWORK),
          entry(ProgramType.LWT_IN, TUNNEL),
          entry(ProgramType.LWT_OUT, TUNNEL),
          entry(ProgramType.LWT_XMIT, TUNNEL),
          entry(ProgramType.LWT_SEG6LOCAL, NETWORK.option("CONFIG_IPV6_SEG6_BPF")),
          entry(ProgramType.NETFILTER, NETWORK.option("CONFIG_NETFILTER_BPF_LINK")),
          entry(ProgramType.SK_REUSEPORT, OF_ALL.option("CONFIG_INET")),
          entry(ProgramType.SK_LOOKUP, OF_ALL.option("CONFIG_INET")),
          entry(ProgramType.CGROUP_SOCK, CGROUP),
          entry(ProgramType.CGROUP_SOCK_ADDR, CGROUP),
          entry(ProgramType.CGROUP_DEVICE, CGROUP),
          entry(ProgramType.CGROUP_SYSCTL, CGROUP),
          entry(ProgramType.CGROUP_SOCKOPT, CGROUP),
          entry(ProgramType.KPROBE, EVENT),
          entry(ProgramType.TRACEPOINT, EVENT),
          entry(ProgramType.PERF_EVENT, EVENT.attachOption("CONFIG_PERF_EVENTS")),
          entry(ProgramType.RAW_TRACEPOINT, EVENT),
          entry(ProgramType.RAW_TRACEPOINT_WRITABLE, EVENT),
          entry(ProgramType.TRACING, EVENT.option(TYPES)),
          entry(ProgramType.LSM, OF_ALL.and(CAP_PERFMON).option("CONFIG_BPF_LSM", TYPES, JIT)),
          entry(ProgramType.STRUCT_OPS, OF_ALL.and(CAP_PERFMON).option(JIT, TYPES)),
          entry(ProgramType.EXT, OF_ALL.and(CAP_NET_ADMIN, CAP_PERFMON).option(JIT, TYPES)),
          entry(ProgramType.LIRC_MODE2, OF_ALL.option("CONFIG_BPF_LIRC_MODE2")));

  private ProgramDemands() {}

  /**
   * Of a program.
   *
   * @param section the argument of {@code SEC}, which tells kinds of probes apart
   */
  public static Demand of(ProgramType type, AttachType attachType, String section) {
    Demand demand = BY_TYPE.getOrDefault(type, OF_ALL);
    if (type.equals(ProgramType.KPROBE)) {
      return demand.attachOption(probe(section));
    }
    boolean function =
        attachType.equals(AttachType.TRACE_FENTRY)
            || attachType.equals(AttachType.TRACE_FEXIT)
            || attachType.equals(AttachType.MODIFY_RETURN);
    return type.equals(ProgramType.TRACING) && function
        ? demand.option(JIT).attachOption("CONFIG_DYNAMIC_FTRACE_WITH_DIRECT_CALLS")
        : demand;
  }

  private static String probe(String section) {
    String kind = section.startsWith("?") ? section.substring(1) : section;
    if (kind.startsWith("u")) { // uprobe, uretprobe, usdt
      return "CONFIG_UPROBE_EVENTS";
    }
    return kind.contains(".multi") || kind.contains(".session")
        ? "CONFIG_FPROBE"
        : "CONFIG_KPROBE_EVENTS";
  }
}
