package org.bpfskel;

import org.bpfskel.btf.Printable;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of a map as arrays of bytes, whatever its kind: the kernel's own operations. All
 * of them throw {@link IllegalStateException} before load, after close, or if load did not create
 * the map; {@link BpfException} if the kernel refuses, as it does what a kind does not have; and
 * {@link IllegalArgumentException} if a key or value has another size than the map's. Integers are
 * in native byte order. Safe for use by several threads.
 */
public final class MapBytes {
  private static final int ANY = 0;

  private final MapElements elements;

  MapBytes(MapElements elements) {
    this.elements = elements;
  }

  /**
   * Reads one value: {@code bpf_map_lookup_elem}.
   *
   * @param key {@link BpfMap#keySize} bytes
   * @return a new array with the value's bytes; in a per-CPU map a value for each possible CPU,
   *     each padded to a multiple of 8 bytes; null if there is no such key
   */
  public byte @Nullable [] lookup(byte[] key) {
    checkKey(key);
    byte[] value = new byte[elements.valueSize()];
    int valueAt = ElementBytes.align(key.length);
    try (ElementBytes bytes = ElementBytes.take(valueAt + elements.room())) {
      bytes.buffer().put(0, key);
      int answer = elements.lookup(bytes, 0, valueAt, 0);
      if (!isThere("bpf_map_lookup_elem", answer)) {
        return null;
      }
      bytes.buffer().get(valueAt, value);
      return value;
    }
  }

  /**
   * Writes one value, a new one or over the old: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key {@link BpfMap#keySize} bytes
   * @param value laid out as {@link #lookup} returns it
   */
  public void update(byte[] key, byte[] value) {
    checkKey(key);
    check("value", value.length, elements.valueSize());
    int valueAt = ElementBytes.align(key.length);
    try (ElementBytes bytes = ElementBytes.take(valueAt + elements.room())) {
      bytes.buffer().put(0, key).put(valueAt, value);
      int answer = elements.update(bytes, 0, valueAt, ANY);
      if (answer < 0) {
        throw elements.failure("bpf_map_update_elem", answer, "");
      }
    }
  }

  /**
   * Removes a key with its value: {@code bpf_map_delete_elem}.
   *
   * @param key {@link BpfMap#keySize} bytes
   * @return whether there was one
   */
  public boolean delete(byte[] key) {
    checkKey(key);
    try (ElementBytes bytes = ElementBytes.take(key.length)) {
      bytes.buffer().put(0, key);
      return isThere("bpf_map_delete_elem", elements.delete(bytes, 0));
    }
  }

  /**
   * The key behind another one, in the map's own order: {@code bpf_map_get_next_key}.
   *
   * @param key {@link BpfMap#keySize} bytes; null for the first key. Where a hash map does not have
   *     this key, for instance because it was removed meanwhile, the first key follows it.
   * @return a new array; null if there is no further key
   */
  public byte @Nullable [] nextKey(byte @Nullable [] key) {
    byte[] next = new byte[elements.keySize()];
    int nextAt = ElementBytes.align(next.length);
    try (ElementBytes bytes = ElementBytes.take(nextAt + next.length)) {
      int answer;
      if (key == null) {
        answer = elements.firstKey(bytes, nextAt);
      } else {
        checkKey(key);
        bytes.buffer().put(0, key);
        answer = elements.nextKey(bytes, 0, nextAt);
      }
      if (!isThere("bpf_map_get_next_key", answer)) {
        return null;
      }
      bytes.buffer().get(nextAt, next);
      return next;
    }
  }

  private boolean isThere(String function, int answer) {
    if (answer < 0 && answer != -Errno.ENOENT) {
      throw elements.failure(function, answer, "");
    }
    return answer >= 0;
  }

  private void checkKey(byte[] key) {
    check("key", key.length, elements.keySize());
  }

  private void check(String what, int found, int needed) {
    if (found != needed) {
      throw new IllegalArgumentException(
          "map %s: the %s is %d bytes, the map takes %d"
              .formatted(Printable.of(elements.map()), what, found, needed));
    }
  }

  /** The map's name, for messages. */
  @Override
  public String toString() {
    return "bytes of map " + Printable.of(elements.map());
  }
}
