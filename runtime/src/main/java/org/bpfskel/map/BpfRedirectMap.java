package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;

/**
 * Where {@code bpf_redirect_map} may send a packet: {@code BPF_MAP_TYPE_DEVMAP}, {@code
 * DEVMAP_HASH}, {@code CPUMAP}. A value is a device's index or a CPU's queue size, or C's struct of
 * that and a program; a program is written as its descriptor and read as its id.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public final class BpfRedirectMap<K, V> extends RemovableMap<K, V> {
  private BpfRedirectMap(BpfMap map, Codec<K> keys, Codec<V> values) {
    super(map, keys, values, MapType.DEVMAP, MapType.DEVMAP_HASH, MapType.CPUMAP);
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
  public static <K, V> BpfRedirectMap<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    return new BpfRedirectMap<>(map, keys, values);
  }
}
