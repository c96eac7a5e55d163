package org.bpfskel.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.ElementBytes;
import org.bpfskel.MapType;
import org.bpfskel.internal.Errno;
import org.bpfskel.struct.Codec;
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
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   */
  public static <K, V> BpfHashMap<K, V> of(BpfMap map, Codec<K> keys, Codec<V> values) {
    return new BpfHashMap<>(map, keys, values);
  }

  /**
   * Removes a key and returns its value, in one step: {@code bpf_map_lookup_and_delete_elem}. A
   * value that cannot be returned is put back.
   *
   * @return null if there was no such key
   * @throws org.bpfskel.BpfException if the kernel refuses; before Linux 5.14 it always does
   */
  public @Nullable V getAndRemove(K key) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      return lookupAndDelete(bytes) ? valueOrPutBack(bytes) : null;
    }
  }

  private V valueOrPutBack(ElementBytes bytes) {
    try {
      return elements.value(bytes);
    } catch (RuntimeException | Error e) {
      putBack(bytes, 0, elements.valueAt);
      throw e;
    }
  }

  /** As {@link #getAndRemove} for integers as keys and values, without allocating. */
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
   * stay, and what cannot be returned stays: of two elements whose keys are equal in Java, as two
   * NaNs are, the second, and all of them if a codec throws.
   */
  public Map<K, V> drain() {
    Map<K, V> all = new LinkedHashMap<>();
    MapBatch batch = newBatch(EntryIterator.usualBatch(elements));
    for (int count = drainBatch(batch); count > 0; count = drainBatch(batch)) {
      List<Map.Entry<K, V>> read = readOrPutBack(batch, count, all);
      for (int i = 0; i < count; i++) {
        if (all.putIfAbsent(read.get(i).getKey(), read.get(i).getValue()) != null) {
          putBack(batch, i);
        }
      }
    }
    return all;
  }

  private List<Map.Entry<K, V>> readOrPutBack(MapBatch batch, int count, Map<K, V> before) {
    List<Map.Entry<K, V>> read = new ArrayList<>(count);
    try {
      for (int i = 0; i < count; i++) {
        read.add(Map.entry(elements.key(batch, i), elements.value(batch, i)));
      }
      return read;
    } catch (RuntimeException | Error e) {
      for (int i = 0; i < count; i++) {
        putBack(batch, i);
      }
      putAll(before);
      throw e;
    }
  }

  private void putBack(MapBatch batch, int i) {
    putBack(batch.bytes(), batch.keyAt(i), batch.valueAt(i));
  }

  /** Puts an element where it was, unless its key has another value by now. */
  private void putBack(ElementBytes bytes, int keyAt, int valueAt) {
    int answer = elements.calls.update(bytes, keyAt, valueAt, UpdateFlags.NOEXIST);
    elements.succeeded(UPDATE, answer, Errno.EEXIST);
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
