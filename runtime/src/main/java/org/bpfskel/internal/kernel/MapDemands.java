package org.bpfskel.internal.kernel;

import static java.util.Map.entry;
import static org.bpfskel.internal.kernel.Demand.OF_ALL;
import static org.bpfskel.internal.os.Capability.CAP_NET_ADMIN;

import java.util.Map;
import org.bpfskel.MapType;

/** What the kernel asks for maps, by kind: a table, after the kernel's own. */
public final class MapDemands {
  private static final Demand UNPRIVILEGED = OF_ALL.orUnprivileged();
  private static final Demand NETWORK = OF_ALL.and(CAP_NET_ADMIN).option("CONFIG_NET");
  private static final Demand CGROUP_STORAGE = UNPRIVILEGED.option("CONFIG_CGROUP_BPF");

  private static final Map<MapType, Demand> BY_TYPE =
      Map.ofEntries(
          entry(MapType.ARRAY, UNPRIVILEGED),
          entry(MapType.PERCPU_ARRAY, UNPRIVILEGED),
          entry(MapType.PROG_ARRAY, UNPRIVILEGED),
          entry(MapType.PERF_EVENT_ARRAY, UNPRIVILEGED.option("CONFIG_PERF_EVENTS")),
          entry(MapType.CGROUP_ARRAY, UNPRIVILEGED.option("CONFIG_CGROUPS")),
          entry(MapType.ARRAY_OF_MAPS, UNPRIVILEGED),
          entry(MapType.HASH, UNPRIVILEGED),
          entry(MapType.PERCPU_HASH, UNPRIVILEGED),
          entry(MapType.HASH_OF_MAPS, UNPRIVILEGED),
          entry(MapType.RINGBUF, UNPRIVILEGED),
          entry(MapType.USER_RINGBUF, UNPRIVILEGED),
          entry(MapType.CGROUP_STORAGE, CGROUP_STORAGE),
          entry(MapType.PERCPU_CGROUP_STORAGE, CGROUP_STORAGE),
          entry(MapType.STACK_TRACE, OF_ALL.option("CONFIG_PERF_EVENTS")),
          entry(MapType.SK_STORAGE, OF_ALL.option("CONFIG_NET")),
          entry(MapType.INODE_STORAGE, OF_ALL.option("CONFIG_BPF_LSM")),
          entry(MapType.REUSEPORT_SOCKARRAY, OF_ALL.option("CONFIG_INET")),
          entry(MapType.SOCKMAP, NETWORK),
          entry(MapType.SOCKHASH, NETWORK),
          entry(MapType.DEVMAP, NETWORK),
          entry(MapType.DEVMAP_HASH, NETWORK),
          entry(MapType.XSKMAP, NETWORK.option("CONFIG_XDP_SOCKETS")),
          entry(MapType.STRUCT_OPS, OF_ALL.option("CONFIG_BPF_JIT", "CONFIG_DEBUG_INFO_BTF")));

  private MapDemands() {}

  /** Of a map. */
  public static Demand of(MapType type) {
    return BY_TYPE.getOrDefault(type, OF_ALL);
  }
}
