package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;

/**
 * What each cgroup has for the programs attached to it: {@code BPF_MAP_TYPE_CGROUP_STORAGE}, and
 * {@code PERCPU_CGROUP_STORAGE}, whose values are those of {@link PerCpu}. Elements come with the
 * attachment of a program and go with the cgroup: {@link #put} changes those that are there.
 *
 * @param <K> C's {@code struct bpf_cgroup_storage_key}, or a cgroup's inode number
 * @param <V> what a value is in Java
 */
public final class BpfCgroupStorage<K, V> extends WritableMap<K, V> {
  private BpfCgroupStorage(BpfMap map, Codec<K> keys, Codec<V> values) {
    super(map, keys, values, MapType.CGROUP_STORAGE, MapType.PERCPU_CGROUP_STORAGE);
  }

  /**
   * This face of a map.
   *
   * @param <K> what a key is in Java
   * @param <V> what a value is in Java
   * @param map of an object that is open; it stays usable
   * @param keys how a key lies in its bytes
   * @param values how a value lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   */
  public static <K, V> BpfCgroupStorage<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    return new BpfCgroupStorage<>(map, keys, values);
  }
}
