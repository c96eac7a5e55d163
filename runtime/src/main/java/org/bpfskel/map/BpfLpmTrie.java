package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;

/**
 * A trie that finds the longest prefix: {@code BPF_MAP_TYPE_LPM_TRIE}. A key is C's struct of a
 * {@code __u32 prefixlen} and the data it counts the bits of, in network byte order. {@link #get}
 * finds the value of the longest prefix of the key's data that has one; {@link #remove} and the
 * others mean exactly the key.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public final class BpfLpmTrie<K, V> extends RemovableMap<K, V> {
  private BpfLpmTrie(BpfMap map, Codec<K> keys, Codec<V> values) {
    super(map, keys, values, MapType.LPM_TRIE);
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
  public static <K, V> BpfLpmTrie<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    return new BpfLpmTrie<>(map, keys, values);
  }
}
