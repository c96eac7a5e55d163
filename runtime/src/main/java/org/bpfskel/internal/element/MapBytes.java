package org.bpfskel.internal.element;

import org.bpfskel.btf.Printable;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/** Keys and values as arrays of bytes, whatever the kind of map. */
public final class MapBytes {
  private MapBytes() {}

  public static byte @Nullable [] lookup(MapElements elements, byte[] key) {
    check(elements, "key", key.length, elements.keySize());
    byte[] value = new byte[elements.valueSize()];
    int valueAt = ElementBytes.align(key.length);
    try (ElementBytes bytes = ElementBytes.take(valueAt + elements.room())) {
      bytes.buffer().put(0, key);
      int answer = elements.lookup(bytes, 0, valueAt, 0);
      if (answer == -Errno.ENOENT) {
        return null;
      }
      if (answer < 0) {
        throw elements.failure("bpf_map_lookup_elem", answer, "");
      }
      bytes.buffer().get(valueAt, value);
      return value;
    }
  }

  public static void update(MapElements elements, byte[] key, byte[] value) {
    check(elements, "key", key.length, elements.keySize());
    check(elements, "value", value.length, elements.valueSize());
    int valueAt = ElementBytes.align(key.length);
    try (ElementBytes bytes = ElementBytes.take(valueAt + elements.room())) {
      bytes.buffer().put(0, key).put(valueAt, value);
      int answer = elements.update(bytes, 0, valueAt, 0);
      if (answer < 0) {
        throw elements.failure("bpf_map_update_elem", answer, "");
      }
    }
  }

  private static void check(MapElements elements, String what, int found, int needed) {
    if (found != needed) {
      throw new IllegalArgumentException(
          "map %s: the %s is %d bytes, the map takes %d"
              .formatted(Printable.of(elements.map()), what, found, needed));
    }
  }
}
