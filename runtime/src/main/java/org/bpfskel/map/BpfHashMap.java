package org.bpfskel.map;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.data.OneToOne;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A hash table: {@code BPF_MAP_TYPE_HASH}, {@code LRU_HASH}, and their per-CPU forms, whose values
 * are those of {@link PerCpu}.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public final class BpfHashMap<K, V> extends RemovableMap<K, V> {
  private static final String LOOKUP_AND_DELETE = "bpf_map_lookup_and_delete_elem";

  private BpfHashMap(BpfMap map, Codec<K> keys, Codec<V> values) {
    super(
        map,
        keys,
        values,
        MapType.HASH,
        MapType.LRU_HASH,
        MapType.PERCPU_HASH,
        MapType.LRU_PERCPU_HASH);
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
  public static <K, V> BpfHashMap<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    return new BpfHashMap<>(map, keys, values);
  }

  /**
   * Removes a key and returns its value, in one step: {@code bpf_map_lookup_and_delete_elem}.
   *
   * @param key compared by its bytes
   * @return null if there was no such key
   * @throws IllegalStateException also if Java has no such value, as of a {@code bool} that is 2;
   *     it stays
   * @throws org.bpfskel.BpfException if the kernel refuses; before Linux 5.14 it always does
   */
  public @Nullable V getAndRemove(K key) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      elements.requireReadable(bytes);
      return lookupAndDelete(bytes) ? elements.removedValue(bytes) : null;
    }
  }

  /**
   * As {@link #getAndRemove} for integers as keys and values, without allocating.
   *
   * @param key of 1, 2, 4 or 8 bytes in C
   * @param ifAbsent what is returned if there was no such key
   * @return the value, widened as {@link #getLong} has it
   */
  public long getAndRemoveLong(long key, long ifAbsent) {
    try (ElementBytes bytes = elements.take()) {
      Integers.write(bytes.buffer(), 0, elements.keys.size(), key);
      return lookupAndDelete(bytes) ? elements.longValue(bytes) : ifAbsent;
    }
  }

  private boolean lookupAndDelete(ElementBytes bytes) {
    int answer = elements.calls.lookupAndDelete(bytes, 0, elements.valueAt, 0);
    if (BatchReader.isUnsupported(answer)) {
      throw elements.calls.failure(
          LOOKUP_AND_DELETE, answer, "maps of kind " + type() + " have it since Linux 5.14");
    }
    return elements.succeeded(LOOKUP_AND_DELETE, answer, Errno.ENOENT);
  }

  /**
   * Removes all elements and returns them, by {@link #drainBatch}. What is written meanwhile may
   * stay.
   *
   * @return the elements, in the order in which the kernel gave them; the caller's own
   * @throws IllegalStateException also if an element cannot be returned, for Java has no such key
   *     or value, or two keys that differ in C are equal in Java, as two NaNs are; all elements
   *     stay. {@link #drainBatch} removes them.
   */
  public Map<K, V> drain() {
    if (!OneToOne.is(elements.keys) || !OneToOne.is(elements.values)) {
      getAll();
    }
    Map<K, V> all = new LinkedHashMap<>();
    MapBatch batch = newBatch(EntryIterator.usualBatch(elements));
    for (int count = drainBatch(batch); count > 0; count = drainBatch(batch)) {
      try {
        for (int i = 0; i < count; i++) {
          putNew(all, batch, i);
        }
      } catch (RuntimeException | Error e) {
        putBack(batch, count, all, e);
        throw e;
      }
    }
    return all;
  }

  /** Of elements that came after they were looked at, and of those that were drained with them. */
  private void putBack(MapBatch batch, int count, Map<K, V> drained, Throwable reason) {
    for (int i = 0; i < count; i++) {
      elements.putBack(batch.bytes(), batch.keyAt(i), batch.valueAt(i), reason);
    }
    try {
      drained.forEach(this::putIfAbsent);
    } catch (RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  /**
   * Reads elements as {@link #readBatch} and removes them: {@code bpf_map_lookup_and_delete_batch}.
   * Where the kernel has no such call, one by one, and what is written between reading and removing
   * is lost.
   *
   * @param batch of this map, which may grow
   * @return how many elements the batch holds now; 0 at the end, and the next read begins anew
   */
  public int drainBatch(MapBatch batch) {
    return BatchReader.drain(elements, batch);
  }
}
