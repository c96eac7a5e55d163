package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;

/**
 * An array, whose elements are all there from the beginning: {@code BPF_MAP_TYPE_ARRAY}, and {@code
 * PERCPU_ARRAY}, whose values are those of {@link PerCpu}. A key is an index below {@link
 * #maxEntries}; {@link #get} of another one is null, {@link #put} to one {@code E2BIG}.
 *
 * @param <V> what a value is in Java
 */
public final class BpfArray<V> extends WritableMap<Integer, V> {
  private BpfArray(BpfMap map, Codec<V> values) {
    super(map, Codec.INT32, values, MapType.ARRAY, MapType.PERCPU_ARRAY);
  }

  /**
   * This face of a map.
   *
   * @param <V> what a value is in Java
   * @param map of an object that is open; it stays usable
   * @param values how a value lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its values have another size
   */
  public static <V> BpfArray<V> of(BpfMap map, Codec<V> values) {
    return new BpfArray<>(map, values);
  }
}
