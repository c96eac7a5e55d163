package org.bpfskel;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A map's kind: the kernel's {@code enum bpf_map_type}. The constants have its names without {@code
 * BPF_MAP_TYPE_}, as of Linux 6.18.
 *
 * <p>One table: what holds for all maps of a kind is a column here. A new kind is a row, and the
 * class that the row names as its {@link #face}; runtime and generated code ask the columns.
 *
 * <p>{@link #name} says what {@code libbpf_bpf_map_type_str} does, in the kernel's capital letters.
 */
public final class MapType extends KernelEnum {
  private static final String PREFIX = "BPF_MAP_TYPE_";

  /** By its name, for in the processor's jar this class has another package. */
  private static final String FACES = "org.bpfskel.map.";

  private static final Map<Integer, MapType> KNOWN = new TreeMap<>();

  private static final String HASH_MAP = "BpfHashMap<K, V>";
  private static final String ARRAY_MAP = "BpfArray<V>";
  private static final String QUEUE_MAP = "BpfQueue<V>";
  private static final String MAP_OF_MAPS = "BpfMapOfMaps<K>";
  private static final String DEV_MAP = "BpfDevMap";
  private static final String SOCKET_MAP = "BpfSocketMap<K>";
  private static final String CGROUP_STORAGE_MAP = "BpfCgroupStorage<K, V>";

  /** {@code BPF_MAP_TYPE_UNSPEC}. */
  public static final MapType UNSPEC = known(row(0, "UNSPEC"));

  /** {@code BPF_MAP_TYPE_HASH}. */
  public static final MapType HASH = known(row(1, "HASH").face(HASH_MAP).batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_ARRAY}. */
  public static final MapType ARRAY =
      known(row(2, "ARRAY").face(ARRAY_MAP).key(4).batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_PROG_ARRAY}. */
  public static final MapType PROG_ARRAY =
      known(row(3, "PROG_ARRAY").face("BpfProgramArray").key(4).value(4));

  /** {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}. */
  public static final MapType PERF_EVENT_ARRAY =
      known(row(4, "PERF_EVENT_ARRAY").face("BpfPerfEventArray"));

  /** {@code BPF_MAP_TYPE_PERCPU_HASH}. */
  public static final MapType PERCPU_HASH =
      known(row(5, "PERCPU_HASH").face(HASH_MAP).perCpu().batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_PERCPU_ARRAY}. */
  public static final MapType PERCPU_ARRAY =
      known(row(6, "PERCPU_ARRAY").face(ARRAY_MAP).key(4).perCpu().batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_STACK_TRACE}. */
  public static final MapType STACK_TRACE =
      known(row(7, "STACK_TRACE").face("BpfStackTraces").key(4));

  /** {@code BPF_MAP_TYPE_CGROUP_ARRAY}. */
  public static final MapType CGROUP_ARRAY =
      known(row(8, "CGROUP_ARRAY").face("BpfCgroupArray").key(4).value(4));

  /** {@code BPF_MAP_TYPE_LRU_HASH}. */
  public static final MapType LRU_HASH =
      known(row(9, "LRU_HASH").face(HASH_MAP).batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_LRU_PERCPU_HASH}. */
  public static final MapType LRU_PERCPU_HASH =
      known(row(10, "LRU_PERCPU_HASH").face(HASH_MAP).perCpu().batchesKeepOrder());

  /** {@code BPF_MAP_TYPE_LPM_TRIE}. */
  public static final MapType LPM_TRIE = known(row(11, "LPM_TRIE").face("BpfLpmTrie<K, V>"));

  /** {@code BPF_MAP_TYPE_ARRAY_OF_MAPS}. */
  public static final MapType ARRAY_OF_MAPS =
      known(row(12, "ARRAY_OF_MAPS").face(MAP_OF_MAPS).key(4).value(4));

  /** {@code BPF_MAP_TYPE_HASH_OF_MAPS}. */
  public static final MapType HASH_OF_MAPS =
      known(row(13, "HASH_OF_MAPS").face(MAP_OF_MAPS).value(4));

  /** {@code BPF_MAP_TYPE_DEVMAP}. */
  public static final MapType DEVMAP = known(row(14, "DEVMAP").face(DEV_MAP).key(4).value(4, 8));

  /** {@code BPF_MAP_TYPE_SOCKMAP}. */
  public static final MapType SOCKMAP =
      known(row(15, "SOCKMAP").face(SOCKET_MAP).key(4).value(4, 8));

  /** {@code BPF_MAP_TYPE_CPUMAP}. */
  public static final MapType CPUMAP =
      known(row(16, "CPUMAP").face("BpfCpuMap").key(4).value(4, 8));

  /** {@code BPF_MAP_TYPE_XSKMAP}. */
  public static final MapType XSKMAP = known(row(17, "XSKMAP").face("BpfXskMap").key(4).value(4));

  /** {@code BPF_MAP_TYPE_SOCKHASH}. */
  public static final MapType SOCKHASH = known(row(18, "SOCKHASH").face(SOCKET_MAP).value(4, 8));

  /** {@code BPF_MAP_TYPE_CGROUP_STORAGE}. */
  public static final MapType CGROUP_STORAGE =
      known(row(19, "CGROUP_STORAGE").face(CGROUP_STORAGE_MAP));

  /** {@code BPF_MAP_TYPE_REUSEPORT_SOCKARRAY}. */
  public static final MapType REUSEPORT_SOCKARRAY =
      known(row(20, "REUSEPORT_SOCKARRAY").face(SOCKET_MAP).key(4).value(4, 8));

  /** {@code BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE}. */
  public static final MapType PERCPU_CGROUP_STORAGE =
      known(row(21, "PERCPU_CGROUP_STORAGE").face(CGROUP_STORAGE_MAP).perCpu());

  /** {@code BPF_MAP_TYPE_QUEUE}. */
  public static final MapType QUEUE = known(row(22, "QUEUE").face(QUEUE_MAP).key(0));

  /** {@code BPF_MAP_TYPE_STACK}. */
  public static final MapType STACK = known(row(23, "STACK").face(QUEUE_MAP).key(0));

  /** {@code BPF_MAP_TYPE_SK_STORAGE}. */
  public static final MapType SK_STORAGE =
      known(row(24, "SK_STORAGE").face("BpfSkStorage<V>").key(4));

  /** {@code BPF_MAP_TYPE_DEVMAP_HASH}. */
  public static final MapType DEVMAP_HASH =
      known(row(25, "DEVMAP_HASH").face(DEV_MAP).key(4).value(4, 8));

  /** {@code BPF_MAP_TYPE_STRUCT_OPS}. */
  public static final MapType STRUCT_OPS = known(row(26, "STRUCT_OPS"));

  /** {@code BPF_MAP_TYPE_RINGBUF}. */
  public static final MapType RINGBUF = known(row(27, "RINGBUF").face("BpfRingBuf"));

  /** {@code BPF_MAP_TYPE_INODE_STORAGE}. */
  public static final MapType INODE_STORAGE =
      known(row(28, "INODE_STORAGE").face("BpfInodeStorage<V>").key(4));

  /** {@code BPF_MAP_TYPE_TASK_STORAGE}. */
  public static final MapType TASK_STORAGE =
      known(row(29, "TASK_STORAGE").face("BpfTaskStorage<V>").key(4));

  /** {@code BPF_MAP_TYPE_BLOOM_FILTER}. */
  public static final MapType BLOOM_FILTER =
      known(row(30, "BLOOM_FILTER").face("BpfBloomFilter<V>").key(0));

  /** {@code BPF_MAP_TYPE_USER_RINGBUF}. */
  public static final MapType USER_RINGBUF = known(row(31, "USER_RINGBUF").face("BpfUserRingBuf"));

  /** {@code BPF_MAP_TYPE_CGRP_STORAGE}. */
  public static final MapType CGRP_STORAGE =
      known(row(32, "CGRP_STORAGE").face("BpfCgrpStorage<V>").key(4));

  /** {@code BPF_MAP_TYPE_ARENA}. */
  public static final MapType ARENA = known(row(33, "ARENA"));

  /** {@code BPF_MAP_TYPE_INSN_ARRAY}. */
  public static final MapType INSN_ARRAY = known(row(34, "INSN_ARRAY"));

  private final String face;
  private final OptionalInt keySize;
  private final List<Integer> valueSizes;
  private final boolean perCpu;
  private final boolean batchesKeepOrder;

  private MapType(Row row) {
    super(PREFIX, row.number, row.name);
    face = row.face;
    keySize = row.keySize;
    valueSizes = row.valueSizes;
    perCpu = row.perCpu;
    batchesKeepOrder = row.batchesKeepOrder;
  }

  private static MapType known(Row row) {
    MapType value = new MapType(row);
    KNOWN.put(row.number, value);
    return value;
  }

  private static Row row(int number, String name) {
    return new Row(number, name);
  }

  /**
   * {@return the value of that number: one of the constants, or one without a name}
   *
   * @param number of the kernel's enum, which may be newer than the constants
   */
  public static MapType of(int number) {
    MapType known = KNOWN.get(number);
    return known != null ? known : new MapType(row(number, Integer.toString(number)));
  }

  /** {@return the values that have constants here, by their numbers} */
  public static Collection<MapType> known() {
    return Collections.unmodifiableCollection(KNOWN.values());
  }

  /** {@return whether this number has a constant here} */
  public boolean isKnown() {
    return KNOWN.containsKey(number());
  }

  /**
   * {@return the type with the operations that the kernel has for this kind, as Java writes it:
   * {@code org.bpfskel.map.BpfHashMap<K, V>}, where {@code K} is what keys are and {@code V} what
   * values are, for one CPU or for all} Empty where there is none, so that such a map is a {@link
   * BpfMap} alone.
   */
  public String face() {
    return face;
  }

  /** {@return bytes of every key, if the kernel leaves no choice; 0 of a kind without keys} */
  public OptionalInt keySize() {
    return keySize;
  }

  /** {@return bytes of every value, if the kernel leaves no choice} */
  public OptionalInt valueSize() {
    return valueSizes.size() == 1 ? OptionalInt.of(valueSizes.get(0)) : OptionalInt.empty();
  }

  /** {@return the sizes in bytes that the kernel takes for values; empty if it takes others too} */
  public List<Integer> valueSizes() {
    return valueSizes;
  }

  /** {@return whether each key has a value for each possible CPU} */
  public boolean isPerCpu() {
    return perCpu;
  }

  /**
   * {@return whether the kernel reads batches from bucket to bucket, or from index to index} Those
   * of other kinds go from key to key, and begin anew at one that was removed meanwhile.
   */
  public boolean batchesKeepOrder() {
    return batchesKeepOrder;
  }

  /** A row of the table. What is not said is what most kinds have. */
  private static final class Row {
    private final int number;
    private final String name;
    private String face = "";
    private OptionalInt keySize = OptionalInt.empty();
    private List<Integer> valueSizes = List.of();
    private boolean perCpu;
    private boolean batchesKeepOrder;

    private Row(int number, String name) {
      this.number = number;
      this.name = name;
    }

    /** {@code type} is in the package of all kinds of maps. */
    private Row face(String type) {
      face = FACES + type;
      return this;
    }

    private Row key(int bytes) {
      keySize = OptionalInt.of(bytes);
      return this;
    }

    private Row value(Integer... bytes) {
      valueSizes = List.of(bytes);
      return this;
    }

    private Row perCpu() {
      perCpu = true;
      return this;
    }

    private Row batchesKeepOrder() {
      batchesKeepOrder = true;
      return this;
    }
  }
}
