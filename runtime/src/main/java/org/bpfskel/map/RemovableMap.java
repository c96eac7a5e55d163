package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.Collection;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;

/**
 * A map whose elements come and go.
 *
 * @param <K> what a key is in Java
 * @param <V> what a value is in Java
 */
public abstract class RemovableMap<K, V> extends WritableMap<K, V> {
  static final String DELETE = "bpf_map_delete_elem";

  private static final int USUAL_BATCH = 256;

  RemovableMap(BpfMap map, Codec<K> keys, Codec<V> values, MapType... kinds) {
    super(map, keys, values, kinds);
  }

  /**
   * Writes the value of a new key, in one step: {@code BPF_NOEXIST}.
   *
   * @param key compared by its bytes
   * @param value written as a copy
   * @return whether it was written; if not, the key has a value, which stays
   */
  public final boolean putIfAbsent(K key, V value) {
    return elements.succeeded(UPDATE, update(key, value, UpdateFlags.NOEXIST), Errno.EEXIST);
  }

  /**
   * Writes the value of a key that has one, in one step: {@code BPF_EXIST}.
   *
   * @param key compared by its bytes
   * @param value written as a copy
   * @return whether it was written; if not, there is no such key
   */
  public final boolean replace(K key, V value) {
    return elements.succeeded(UPDATE, update(key, value, UpdateFlags.EXIST), Errno.ENOENT);
  }

  /**
   * Removes a key and its value: {@code bpf_map_delete_elem}.
   *
   * @param key compared by its bytes
   * @return whether there was such a key
   */
  public final boolean remove(K key) {
    return elements.remove(key);
  }

  /**
   * As {@link #remove} for integers as keys, without allocating.
   *
   * @param key of 1, 2, 4 or 8 bytes in C
   * @return whether there was such a key
   */
  public final boolean removeLong(long key) {
    try (ElementBytes bytes = elements.take()) {
      Integers.write(bytes.buffer(), 0, elements.keys.size(), key);
      return elements.succeeded(DELETE, elements.calls.delete(bytes, 0), Errno.ENOENT);
    }
  }

  /**
   * As {@link #remove} for bytes, without allocating. The buffer's position stays.
   *
   * @param key the key's bytes from its position on, in native byte order, padding zeroed
   * @return whether there was such a key
   */
  public final boolean delete(ByteBuffer key) {
    elements.checkRoom("key", key, elements.keys.size());
    try (ElementBytes bytes = elements.take()) {
      bytes.buffer().put(0, key, key.position(), elements.keys.size());
      return elements.succeeded(DELETE, elements.calls.delete(bytes, 0), Errno.ENOENT);
    }
  }

  /**
   * Removes all of these keys, by {@link #removeBatch}.
   *
   * @param keys of which some may not be there
   * @return how many there were
   */
  public final int removeAll(Collection<? extends K> keys) {
    MapBatch batch = newBatch(Math.max(1, Math.min(keys.size(), USUAL_BATCH)));
    int count = 0;
    int removed = 0;
    for (K key : keys) {
      batch.setKey(elements.keys, count++, key);
      if (count == batch.capacity()) {
        removed += removeBatch(batch, count);
        count = 0;
      }
    }
    return removed + removeBatch(batch, count);
  }

  /**
   * Removes the first keys of a batch: {@code bpf_map_delete_batch}, or one by one where the kernel
   * has no such call for this kind. Keys that are not there do not matter.
   *
   * @param batch of this map
   * @param count how many of its keys, 0 at least
   * @return how many there were
   * @throws IllegalArgumentException if the batch is of another map or holds fewer
   */
  public final int removeBatch(MapBatch batch, int count) {
    return BatchWriter.remove(elements, batch, count);
  }
}
