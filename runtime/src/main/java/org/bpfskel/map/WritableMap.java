package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;

/**
 * A map whose values are written by key.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public abstract class WritableMap<K, V> extends ReadableMap<K, V> {
  static final String UPDATE = "bpf_map_update_elem";

  private static final int USUAL_BATCH = 256;

  WritableMap(BpfMap map, Codec<K> keys, Codec<V> values, MapType... kinds) {
    super(map, keys, values, kinds);
  }

  /**
   * Writes a value, new or over the old: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key compared by its bytes
   * @param value written as a copy
   */
  public final void put(K key, V value) {
    put(key, value, UpdateFlags.ANY);
  }

  /**
   * Writes a value: {@code bpf_map_update_elem}.
   *
   * @param key compared by its bytes
   * @param value written as a copy
   * @param flags of {@link UpdateFlags}
   * @throws IllegalArgumentException if C's key or value cannot be that
   * @throws org.bpfskel.BpfException if the kernel refuses: {@code E2BIG} from a full map, {@code
   *     EEXIST} and {@code ENOENT} by the flags
   */
  public final void put(K key, V value, long flags) {
    elements.check(UPDATE, update(key, value, flags));
  }

  final int update(K key, V value, long flags) {
    try (ElementBytes bytes = elements.takeWith(key, value)) {
      return elements.calls.update(bytes, 0, elements.valueAt, flags);
    }
  }

  /**
   * As {@link #put(Object, Object)} for integers as keys and values, without allocating.
   *
   * @param key of 1, 2, 4 or 8 bytes in C
   * @param value of 1, 2, 4 or 8 bytes in C
   */
  public final void putLong(long key, long value) {
    putLong(key, value, UpdateFlags.ANY);
  }

  /**
   * As {@link #put(Object, Object, long)} for integers as keys and values, without allocating.
   *
   * @param key of 1, 2, 4 or 8 bytes in C
   * @param value of 1, 2, 4 or 8 bytes in C
   * @param flags of {@link UpdateFlags}
   * @throws IllegalArgumentException if key or value is not of 1, 2, 4 or 8 bytes, or does not fit
   */
  public final void putLong(long key, long value, long flags) {
    try (ElementBytes bytes = elements.take()) {
      Integers.write(bytes.buffer(), 0, elements.keys.size(), key);
      Integers.write(bytes.buffer(), elements.valueAt, elements.values.size(), value);
      elements.check(UPDATE, elements.calls.update(bytes, 0, elements.valueAt, flags));
    }
  }

  /**
   * As {@link #put(Object, Object, long)} for bytes, without allocating. The buffers' positions
   * stay.
   *
   * @param key the key's bytes from its position on, in native byte order, padding zeroed
   * @param value the value's bytes from its position on, as {@link #lookup} gives them
   * @param flags of {@link UpdateFlags}
   * @throws IllegalArgumentException if a buffer has too few bytes left
   */
  public final void update(ByteBuffer key, ByteBuffer value, long flags) {
    elements.checkRoom("key", key, elements.keys.size());
    elements.checkRoom("value", value, elements.values.size());
    try (ElementBytes bytes = elements.take()) {
      bytes.buffer().put(0, key, key.position(), elements.keys.size());
      bytes.buffer().put(elements.valueAt, value, value.position(), elements.values.size());
      elements.check(UPDATE, elements.calls.update(bytes, 0, elements.valueAt, flags));
    }
  }

  /**
   * Writes all of these, new or over the old, by {@link #writeBatch}. If the kernel refuses one,
   * those before it are written.
   *
   * @param all written in their order, some hundreds a call
   */
  public final void putAll(Map<? extends K, ? extends V> all) {
    MapBatch batch = newBatch(Math.max(1, Math.min(all.size(), USUAL_BATCH)));
    int count = 0;
    for (Map.Entry<? extends K, ? extends V> entry : all.entrySet()) {
      batch.setKey(elements.keys, count, entry.getKey());
      batch.setValue(elements.values, count++, entry.getValue());
      if (count == batch.capacity()) {
        writeBatch(batch, count);
        count = 0;
      }
    }
    writeBatch(batch, count);
  }

  /**
   * Writes the first elements of a batch, new or over the old: {@code bpf_map_update_batch}, or one
   * by one where the kernel has no such call for this kind. If it refuses one, those before it are
   * written.
   *
   * @param batch of this map
   * @param count how many of its elements, 0 at least
   * @throws IllegalArgumentException if the batch is of another map or holds fewer
   */
  public final void writeBatch(MapBatch batch, int count) {
    BatchWriter.write(elements, batch, count);
  }
}
