package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.data.Codec;

/**
 * Makes a face of a map that has keys and values, as the factories of this package do: {@code
 * BpfHashMap::of}.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 * @param <M> the face
 */
@FunctionalInterface
public interface TypedMap<K, V, M> {
  /**
   * {@return the face of a map}
   *
   * @param map of an object that is open, or one that was opened by itself
   * @param keys how a key becomes the bytes that the kernel has, in native byte order
   * @param values how a value becomes these bytes
   * @throws IllegalArgumentException if the map is of another kind, or its sizes are not the
   *     codecs'
   */
  M of(BpfMap map, Codec<K> keys, Codec<V> values);
}
