package org.bpfskel.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.Map;
import java.util.Map.Entry;
import org.bpfskel.MapType;
import org.jspecify.annotations.Nullable;

/**
 * The class for a kind of map: a table.
 *
 * @param type of the face
 * @param parts which types it has as parameters, and which codecs it is made with
 */
record MapClass(ClassName type, Parts parts) {

  /** What a class needs to know of keys and values. */
  enum Parts {
    NONE(false, false),
    KEY(true, false),
    VALUE(false, true),
    KEY_AND_VALUE(true, true);

    final boolean key;
    final boolean value;

    Parts(boolean key, boolean value) {
      this.key = key;
      this.value = value;
    }
  }

  private static final MapClass HASH = map("BpfHashMap", Parts.KEY_AND_VALUE);
  private static final MapClass ARRAY = map("BpfArray", Parts.VALUE);
  private static final MapClass QUEUE = map("BpfQueue", Parts.VALUE);
  private static final MapClass MAPS = map("BpfMapOfMaps", Parts.KEY);
  private static final MapClass REDIRECT = map("BpfRedirectMap", Parts.KEY_AND_VALUE);
  private static final MapClass DESCRIPTORS = map("BpfDescriptorMap", Parts.KEY);
  private static final MapClass CGROUP_STORAGE = map("BpfCgroupStorage", Parts.KEY_AND_VALUE);

  private static final Map<MapType, MapClass> CLASSES =
      Map.ofEntries(
          Map.entry(MapType.HASH, HASH),
          Map.entry(MapType.LRU_HASH, HASH),
          Map.entry(MapType.PERCPU_HASH, HASH),
          Map.entry(MapType.LRU_PERCPU_HASH, HASH),
          Map.entry(MapType.ARRAY, ARRAY),
          Map.entry(MapType.PERCPU_ARRAY, ARRAY),
          Map.entry(MapType.LPM_TRIE, map("BpfLpmTrie", Parts.KEY_AND_VALUE)),
          Map.entry(MapType.QUEUE, QUEUE),
          Map.entry(MapType.STACK, QUEUE),
          Map.entry(MapType.BLOOM_FILTER, map("BpfBloomFilter", Parts.VALUE)),
          Map.entry(MapType.ARRAY_OF_MAPS, MAPS),
          Map.entry(MapType.HASH_OF_MAPS, MAPS),
          Map.entry(MapType.PROG_ARRAY, map("BpfProgramArray", Parts.NONE)),
          Map.entry(MapType.CGROUP_ARRAY, map("BpfCgroupArray", Parts.NONE)),
          Map.entry(MapType.STACK_TRACE, map("BpfStackTraces", Parts.NONE)),
          Map.entry(MapType.SK_STORAGE, map("BpfSkStorage", Parts.VALUE)),
          Map.entry(MapType.TASK_STORAGE, map("BpfTaskStorage", Parts.VALUE)),
          Map.entry(MapType.INODE_STORAGE, map("BpfInodeStorage", Parts.VALUE)),
          Map.entry(MapType.CGRP_STORAGE, map("BpfCgrpStorage", Parts.VALUE)),
          Map.entry(MapType.CGROUP_STORAGE, CGROUP_STORAGE),
          Map.entry(MapType.PERCPU_CGROUP_STORAGE, CGROUP_STORAGE),
          Map.entry(MapType.DEVMAP, REDIRECT),
          Map.entry(MapType.DEVMAP_HASH, REDIRECT),
          Map.entry(MapType.CPUMAP, REDIRECT),
          Map.entry(MapType.SOCKMAP, DESCRIPTORS),
          Map.entry(MapType.SOCKHASH, DESCRIPTORS),
          Map.entry(MapType.XSKMAP, DESCRIPTORS),
          Map.entry(MapType.REUSEPORT_SOCKARRAY, DESCRIPTORS),
          event(MapType.RINGBUF, "BpfRingBufferMap"),
          event(MapType.USER_RINGBUF, "BpfUserRingBufferMap"),
          event(MapType.PERF_EVENT_ARRAY, "BpfPerfEventArray"));

  /** Null for kinds whose elements have no operations of their own, and for unknown ones. */
  static @Nullable MapClass of(MapType type) {
    return CLASSES.get(type);
  }

  private static MapClass map(String name, Parts parts) {
    return new MapClass(ClassName.get("org.bpfskel.map", name), parts);
  }

  private static Entry<MapType, MapClass> event(MapType type, String name) {
    return Map.entry(type, new MapClass(ClassName.get("org.bpfskel.event", name), Parts.NONE));
  }
}
