package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;

/**
 * A set that may say yes by mistake, never no: {@code BPF_MAP_TYPE_BLOOM_FILTER}, since Linux 5.16.
 * {@link #maxEntries} values keep the mistakes rare, {@link org.bpfskel.MapOptions#setMapExtra
 * setMapExtra} sets how many hash functions there are. Safe for use by several threads.
 *
 * @param <V> what a value is in Java
 */
public final class BpfBloomFilter<V> extends MapOfKind {
  private static final int NO_KEY = 0;

  private final TypedElements<Void, V> elements;

  private BpfBloomFilter(BpfMap map, Codec<V> values) {
    super(map, MapType.BLOOM_FILTER);
    this.elements = TypedElements.of(map, TypedElements.NO_KEY, values);
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
  public static <V> BpfBloomFilter<V> of(BpfMap map, Codec<V> values) {
    return new BpfBloomFilter<>(map, values);
  }

  /**
   * Adds a value: {@code bpf_map_update_elem} without a key.
   *
   * @param value which {@link #mightContain} then always says yes of
   * @throws org.bpfskel.BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public void add(V value) {
    try (ElementBytes bytes = elements.take()) {
      elements.values.write(bytes.buffer(), elements.valueAt, value);
      int answer = elements.calls.update(bytes, NO_KEY, elements.valueAt, UpdateFlags.ANY);
      elements.check(WritableMap.UPDATE, answer);
    }
  }

  /**
   * Whether the value may have been added: {@code bpf_map_lookup_elem} without a key.
   *
   * @param value compared by its bytes
   * @return false if it certainly was not
   * @throws org.bpfskel.BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public boolean mightContain(V value) {
    try (ElementBytes bytes = elements.take()) {
      elements.values.write(bytes.buffer(), elements.valueAt, value);
      int answer = elements.calls.lookup(bytes, NO_KEY, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT);
    }
  }
}
