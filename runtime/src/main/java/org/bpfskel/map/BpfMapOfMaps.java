package org.bpfskel.map;

import java.util.OptionalInt;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.access.Door;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.element.MapReuse;
import org.bpfskel.internal.os.Errno;

/**
 * A map whose values are maps: {@code BPF_MAP_TYPE_ARRAY_OF_MAPS}, {@code HASH_OF_MAPS}. The kernel
 * keeps an inner map as long as it is in here, whoever closes it. All operations on elements throw
 * {@link IllegalStateException} before load or after close, and {@link org.bpfskel.BpfException} if
 * the kernel refuses. Safe for use by several threads.
 *
 * @param <K> what a key is in Java
 */
public final class BpfMapOfMaps<K> extends MapOfKind {
  private final TypedElements<K, Integer> elements;

  private BpfMapOfMaps(BpfMap map, Codec<K> keys) {
    super(map, MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);
    this.elements = TypedElements.of(map, keys, Codec.INT32);
  }

  /**
   * This face of a map.
   *
   * @param <K> what a key is in Java
   * @param map of an object that is open; it stays usable
   * @param keys how a key lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its keys have another size
   */
  public static <K> BpfMapOfMaps<K> of(BpfMap map, Codec<K> keys) {
    return new BpfMapOfMaps<>(map, keys);
  }

  /**
   * Says what inner maps are like, if the C source does not: like this one. {@code
   * bpf_map__set_inner_map_fd}.
   *
   * @param inner a loaded map of another object
   * @throws org.bpfskel.BpfException if libbpf refuses, for the C source says it
   * @throws IllegalStateException after load or close, or if {@code inner} is not loaded
   */
  public void setInnerMap(BpfMap inner) {
    MapReuse.asInnerMap(Door.MAP.behind(this), new MapElements(Door.MAP.behind(inner)));
  }

  /**
   * Puts an inner map: {@code bpf_map_update_elem} with its descriptor.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @param inner a loaded map of this object or another, like those that this map is made for
   */
  public void put(K key, BpfMap inner) {
    put(key, inner, UpdateFlags.ANY);
  }

  /**
   * Puts an inner map: {@code bpf_map_update_elem} with its descriptor.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @param inner a loaded map of this object or another, like those that this map is made for
   * @param flags of {@link UpdateFlags}
   */
  public void put(K key, BpfMap inner, long flags) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      int answer =
          elements.calls.updateWithMap(
              bytes, 0, elements.valueAt, new MapElements(Door.MAP.behind(inner)), flags);
      if (answer == -Errno.EINVAL) {
        throw elements.calls.failure(
            WritableMap.UPDATE, answer, inner + " may be unlike those that this map is made for");
      }
      elements.check(WritableMap.UPDATE, answer);
    }
  }

  /**
   * The kernel's id of an inner map, as {@link org.bpfskel.MapInfo#id}; empty if the key has none.
   *
   * @param key of the inner map
   * @return the id, which other processes see too
   */
  public OptionalInt innerId(K key) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? OptionalInt.of(elements.value(bytes))
          : OptionalInt.empty();
    }
  }

  /**
   * Takes an inner map out: {@code bpf_map_delete_elem}.
   *
   * @param key of the inner map
   * @return whether the key had one
   */
  public boolean remove(K key) {
    return elements.remove(key);
  }

  /**
   * The keys that have inner maps; each iterator walks anew.
   *
   * @return keys in the order in which the kernel gives them
   */
  public Iterable<K> keys() {
    return elements.keysThatAreThere();
  }
}
