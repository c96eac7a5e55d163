package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A queue, first in first out: {@code BPF_MAP_TYPE_QUEUE}; or a stack, last in first out: {@code
 * BPF_MAP_TYPE_STACK}. All operations throw {@link IllegalStateException} before load or after
 * close, and {@link org.bpfskel.BpfException} if the kernel refuses. Safe for use by several
 * threads.
 *
 * @param <V> what a value is in Java
 */
public final class BpfQueue<V> extends MapOfKind {
  private static final String POP = "bpf_map_lookup_and_delete_elem";
  private static final int NO_KEY = 0;

  private final TypedElements<Void, V> elements;

  private BpfQueue(BpfMap map, Codec<V> values) {
    super(map, MapType.QUEUE, MapType.STACK);
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
  public static <V> BpfQueue<V> of(BpfMap map, Codec<V> values) {
    return new BpfQueue<>(map, values);
  }

  /**
   * Adds a value: {@code bpf_map_update_elem} without a key.
   *
   * @param value added behind the others of a queue, on top of a stack
   * @throws org.bpfskel.BpfException with {@code E2BIG} if it is full
   */
  public void push(V value) {
    push(value, UpdateFlags.ANY);
  }

  /**
   * Adds a value: {@code bpf_map_update_elem} without a key.
   *
   * @param value added behind the others of a queue, on top of a stack
   * @param flags {@link UpdateFlags#EXIST} to take away the oldest value if it is full
   */
  public void push(V value, long flags) {
    try (ElementBytes bytes = elements.take()) {
      elements.values.write(bytes.buffer(), elements.valueAt, value);
      push(bytes, flags);
    }
  }

  /**
   * As {@link #push(Object)} for an integer, without allocating.
   *
   * @param value of 1, 2, 4 or 8 bytes in C
   */
  public void pushLong(long value) {
    try (ElementBytes bytes = elements.take()) {
      Integers.write(bytes.buffer(), elements.valueAt, elements.values.size(), value);
      push(bytes, UpdateFlags.ANY);
    }
  }

  private void push(ElementBytes bytes, long flags) {
    int answer = elements.calls.update(bytes, NO_KEY, elements.valueAt, flags);
    elements.check(WritableMap.UPDATE, answer);
  }

  /**
   * Takes the next value away, or null: {@code bpf_map_lookup_and_delete_elem}.
   *
   * @return the oldest value of a queue, the newest of a stack; null if it is empty
   * @throws IllegalStateException also if Java has no such value, as of a {@code bool} that is 2.
   *     It stays the next one; if another thread or program takes values just then, it may be put
   *     back as the last one. {@link #popLong} takes it, or this class with {@link Codec#bytes}.
   */
  public @Nullable V pop() {
    try (ElementBytes bytes = elements.take()) {
      elements.requireReadable(bytes);
      int answer = elements.calls.lookupAndDelete(bytes, NO_KEY, elements.valueAt, 0);
      return elements.succeeded(POP, answer, Errno.ENOENT) ? elements.removedValue(bytes) : null;
    }
  }

  /**
   * As {@link #pop} for an integer, without allocating.
   *
   * @param ifEmpty what is returned if there is no value
   * @return the value, widened as Java has its C type
   */
  public long popLong(long ifEmpty) {
    try (ElementBytes bytes = elements.take()) {
      int answer = elements.calls.lookupAndDelete(bytes, NO_KEY, elements.valueAt, 0);
      return elements.succeeded(POP, answer, Errno.ENOENT) ? elements.longValue(bytes) : ifEmpty;
    }
  }

  /**
   * The next value, which stays, or null: {@code bpf_map_lookup_elem} without a key.
   *
   * @return what {@link #pop} would take
   */
  public @Nullable V peek() {
    try (ElementBytes bytes = elements.take()) {
      int answer = elements.calls.lookup(bytes, NO_KEY, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? elements.value(bytes)
          : null;
    }
  }
}
