package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values are found by key. All operations on elements throw {@link
 * IllegalStateException} before load or after close, and {@link BpfException} if the kernel
 * refuses. What no Java object can be, such as a {@code bool} that is 2, is refused by an {@link
 * IllegalStateException} that has the key's bytes.
 *
 * <p>Walking over the elements is by the kernel's batches where they keep an order, else from key
 * to key: what is there from beginning to end comes once, what is added or removed meanwhile once
 * or not at all. Safe for use by several threads; iterators are for one thread each.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public abstract class ReadableMap<K, V> extends MapOfKind {
  static final String LOOKUP = "bpf_map_lookup_elem";

  final TypedElements<K, V> elements;

  ReadableMap(BpfMap map, Codec<K> keys, Codec<V> values, MapType... kinds) {
    super(map, kinds);
    this.elements = TypedElements.of(map, keys, values);
  }

  /**
   * The value of a key, or null if there is none: {@code bpf_map_lookup_elem}.
   *
   * @param key looked for by its bytes, as the kind of map does
   * @return the value, a copy
   */
  public final @Nullable V get(K key) {
    return get(key, UpdateFlags.ANY);
  }

  /**
   * As {@link #get(Object)}, by {@code bpf_map_lookup_elem_flags}.
   *
   * @param key looked for by its bytes, as the kind of map does
   * @param flags {@link UpdateFlags#F_LOCK} or 0
   * @return the value, a copy; null if there is none
   */
  public final @Nullable V get(K key, long flags) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, flags);
      return elements.succeeded(LOOKUP, answer, Errno.ENOENT) ? elements.value(bytes) : null;
    }
  }

  /**
   * Whether there is such a key.
   *
   * @param key looked for by its bytes, as the kind of map does
   * @return what the kernel said then: others may remove the key at any time
   */
  public final boolean containsKey(K key) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(LOOKUP, answer, Errno.ENOENT);
    }
  }

  /**
   * As {@link #get(Object)} for integers as keys and values, without allocating.
   *
   * @param key of 1, 2, 4 or 8 bytes in C
   * @param ifAbsent what is returned if there is no such key
   * @return the value, widened as {@link #get(Object)} has it, or {@code ifAbsent}
   * @throws IllegalArgumentException if key or value is not of 1, 2, 4 or 8 bytes, or the key does
   *     not fit
   */
  public final long getLong(long key, long ifAbsent) {
    try (ElementBytes bytes = elements.take()) {
      Integers.write(bytes.buffer(), 0, elements.keys.size(), key);
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(LOOKUP, answer, Errno.ENOENT)
          ? elements.longValue(bytes)
          : ifAbsent;
    }
  }

  /**
   * As {@link #get(Object)} for bytes, without allocating. The buffers' positions stay.
   *
   * @param key the key's bytes from its position on, in native byte order
   * @param value takes the value's bytes from its position on; in a per-CPU map those of all CPUs,
   *     each padded to a multiple of 8
   * @return whether there is such a key; if not, {@code value} is untouched
   * @throws IllegalArgumentException if a buffer has too few bytes left, or {@code value} is
   *     read-only
   */
  public final boolean lookup(ByteBuffer key, ByteBuffer value) {
    elements.checkRoom("key", key, elements.keys.size());
    elements.checkRoom("value", value, elements.values.size());
    elements.checkWritable(value);
    try (ElementBytes bytes = elements.take()) {
      bytes.buffer().put(0, key, key.position(), elements.keys.size());
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      if (!elements.succeeded(LOOKUP, answer, Errno.ENOENT)) {
        return false;
      }
      value.put(value.position(), bytes.buffer(), elements.valueAt, elements.values.size());
      return true;
    }
  }

  /**
   * The keys; each iterator walks anew, and reads ahead by a few hundred elements.
   *
   * @return keys in the order in which the kernel gives them
   */
  public final Iterable<K> keys() {
    return elements.keysThatAreThere();
  }

  /**
   * Keys with their values, as {@link #keys}.
   *
   * @return copies of the elements, which setting their values does not change
   */
  public final Iterable<Map.Entry<K, V>> entries() {
    return () ->
        new EntryIterator<>(
            elements, (batch, i) -> Map.entry(elements.key(batch, i), elements.value(batch, i)));
  }

  /**
   * Calls with each key and its value; the call may change the map.
   *
   * @param action called by this thread, once for each element
   */
  public final void forEach(BiConsumer<? super K, ? super V> action) {
    entries().forEach(entry -> action.accept(entry.getKey(), entry.getValue()));
  }

  /**
   * Copies all elements to a new map, in the order of {@link #entries}.
   *
   * @return the caller's own
   * @throws IllegalStateException also if keys that differ in C are equal in Java, as two NaNs are:
   *     {@link #entries} gives both
   */
  public final Map<K, V> getAll() {
    Map<K, V> all = new LinkedHashMap<>();
    new EntryIterator<>(elements, (batch, i) -> putNew(all, batch, i))
        .forEachRemaining(value -> {});
    return all;
  }

  /** Adds an element of a batch; refused if its key is one of another element in Java. */
  final V putNew(Map<K, V> all, MapBatch batch, int i) {
    K key = elements.key(batch, i);
    V value = elements.value(batch, i);
    if (all.putIfAbsent(key, value) != null) {
      throw new IllegalStateException(
          "%s: two keys are %s in Java, of which the second has the bytes %s; entries() gives both"
              .formatted(this, key, elements.hex(batch.keys(), i * batch.keySize())));
    }
    return value;
  }

  /**
   * Memory for batches of this map.
   *
   * @param capacity how many elements one call shall take or give, 1 at least
   * @return memory that goes with the batch, once nobody refers to it
   * @throws IllegalArgumentException if it is less, or takes more than 2 GiB
   */
  public final MapBatch newBatch(int capacity) {
    return new MapBatch(elements, capacity);
  }

  /**
   * Reads the elements that follow those of the batch's last read: {@code bpf_map_lookup_batch}, or
   * one by one where the kernel has no such call for this kind.
   *
   * @param batch of this map, which may grow
   * @return how many elements the batch holds now; 0 at the end, and the next read begins anew
   */
  public final int readBatch(MapBatch batch) {
    return BatchReader.read(elements, batch);
  }
}
