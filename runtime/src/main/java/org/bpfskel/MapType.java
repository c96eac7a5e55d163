package org.bpfskel;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map's kind: the kernel's {@code enum bpf_map_type}. The constants have its names without {@code
 * BPF_MAP_TYPE_}, as of Linux 6.18.
 */
public final class MapType extends KernelEnum {
  private static final String PREFIX = "BPF_MAP_TYPE_";
  private static final Map<Integer, MapType> KNOWN = new TreeMap<>();

  public static final MapType UNSPEC = known(0, "UNSPEC");
  public static final MapType HASH = known(1, "HASH");
  public static final MapType ARRAY = known(2, "ARRAY");
  public static final MapType PROG_ARRAY = known(3, "PROG_ARRAY");
  public static final MapType PERF_EVENT_ARRAY = known(4, "PERF_EVENT_ARRAY");
  public static final MapType PERCPU_HASH = known(5, "PERCPU_HASH");
  public static final MapType PERCPU_ARRAY = known(6, "PERCPU_ARRAY");
  public static final MapType STACK_TRACE = known(7, "STACK_TRACE");
  public static final MapType CGROUP_ARRAY = known(8, "CGROUP_ARRAY");
  public static final MapType LRU_HASH = known(9, "LRU_HASH");
  public static final MapType LRU_PERCPU_HASH = known(10, "LRU_PERCPU_HASH");
  public static final MapType LPM_TRIE = known(11, "LPM_TRIE");
  public static final MapType ARRAY_OF_MAPS = known(12, "ARRAY_OF_MAPS");
  public static final MapType HASH_OF_MAPS = known(13, "HASH_OF_MAPS");
  public static final MapType DEVMAP = known(14, "DEVMAP");
  public static final MapType SOCKMAP = known(15, "SOCKMAP");
  public static final MapType CPUMAP = known(16, "CPUMAP");
  public static final MapType XSKMAP = known(17, "XSKMAP");
  public static final MapType SOCKHASH = known(18, "SOCKHASH");
  public static final MapType CGROUP_STORAGE = known(19, "CGROUP_STORAGE");
  public static final MapType REUSEPORT_SOCKARRAY = known(20, "REUSEPORT_SOCKARRAY");
  public static final MapType PERCPU_CGROUP_STORAGE = known(21, "PERCPU_CGROUP_STORAGE");
  public static final MapType QUEUE = known(22, "QUEUE");
  public static final MapType STACK = known(23, "STACK");
  public static final MapType SK_STORAGE = known(24, "SK_STORAGE");
  public static final MapType DEVMAP_HASH = known(25, "DEVMAP_HASH");
  public static final MapType STRUCT_OPS = known(26, "STRUCT_OPS");
  public static final MapType RINGBUF = known(27, "RINGBUF");
  public static final MapType INODE_STORAGE = known(28, "INODE_STORAGE");
  public static final MapType TASK_STORAGE = known(29, "TASK_STORAGE");
  public static final MapType BLOOM_FILTER = known(30, "BLOOM_FILTER");
  public static final MapType USER_RINGBUF = known(31, "USER_RINGBUF");
  public static final MapType CGRP_STORAGE = known(32, "CGRP_STORAGE");
  public static final MapType ARENA = known(33, "ARENA");
  public static final MapType INSN_ARRAY = known(34, "INSN_ARRAY");

  private MapType(int number, String name) {
    super(PREFIX, number, name);
  }

  private static MapType known(int number, String name) {
    MapType value = new MapType(number, name);
    KNOWN.put(number, value);
    return value;
  }

  /** The value of that number: one of the constants, or one without a name. */
  public static MapType of(int number) {
    MapType known = KNOWN.get(number);
    return known != null ? known : new MapType(number, Integer.toString(number));
  }

  /** The values that have constants here, by their numbers. */
  public static Collection<MapType> known() {
    return Collections.unmodifiableCollection(KNOWN.values());
  }

  /** Whether this number has a constant here. */
  boolean isKnown() {
    return KNOWN.containsKey(number());
  }

  /** Whether each key has a value for each possible CPU. */
  public boolean isPerCpu() {
    return equals(PERCPU_HASH)
        || equals(PERCPU_ARRAY)
        || equals(LRU_PERCPU_HASH)
        || equals(PERCPU_CGROUP_STORAGE);
  }
}
