package org.bpfskel.map;

import java.util.function.IntFunction;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values live with objects of the kernel and go with them; the key is a file descriptor
 * of the object. The kernel cannot list such maps. All operations on elements throw {@link
 * IllegalStateException} before load or after close, and {@link org.bpfskel.BpfException} if the
 * object is not there or the kernel refuses. Safe for use by several threads.
 *
 * @param <O> what stands for the object in Java
 * @param <V> what a value is in Java
 */
public abstract class LocalStorage<O, V> extends MapOfKind {
  private final TypedElements<Integer, V> elements;

  LocalStorage(BpfMap map, Codec<V> values, MapType kind) {
    super(map, kind);
    this.elements = TypedElements.of(map, Codec.INT32, values);
  }

  /**
   * The value of an object, or null if it has none: {@code bpf_map_lookup_elem}.
   *
   * @param object what the value belongs to, as the class says
   * @return the value, a copy
   */
  public final @Nullable V get(O object) {
    return with(object, this::getByDescriptor);
  }

  /**
   * Writes an object's value, new or over the old: {@code bpf_map_update_elem}.
   *
   * @param object what the value belongs to, as the class says
   * @param value written as a copy
   */
  public final void put(O object, V value) {
    put(object, value, UpdateFlags.ANY);
  }

  /**
   * Writes an object's value: {@code bpf_map_update_elem}.
   *
   * @param object what the value belongs to, as the class says
   * @param value written as a copy
   * @param flags of {@link UpdateFlags}
   */
  public final void put(O object, V value, long flags) {
    with(
        object,
        descriptor -> {
          elements.check(WritableMap.UPDATE, update(descriptor, value, flags));
          return true;
        });
  }

  /**
   * As {@link #put}, of an object that has no value yet: {@code BPF_NOEXIST}.
   *
   * @param object what the value belongs to, as the class says
   * @param value written as a copy
   * @return whether it was written; if not, the object has a value, which stays
   */
  public final boolean putIfAbsent(O object, V value) {
    return with(
        object,
        descriptor ->
            elements.succeeded(
                WritableMap.UPDATE, update(descriptor, value, UpdateFlags.NOEXIST), Errno.EEXIST));
  }

  /**
   * As {@link #put}, of an object that has a value: {@code BPF_EXIST}.
   *
   * @param object what the value belongs to, as the class says
   * @param value written as a copy
   * @return whether it was written; if not, the object has none
   */
  public final boolean replace(O object, V value) {
    return with(
        object,
        descriptor ->
            elements.succeeded(
                WritableMap.UPDATE, update(descriptor, value, UpdateFlags.EXIST), Errno.ENOENT));
  }

  /**
   * Removes an object's value: {@code bpf_map_delete_elem}.
   *
   * @param object what the value belongs to, as the class says
   * @return whether it had one
   */
  public final boolean remove(O object) {
    return with(object, elements::remove);
  }

  private @Nullable V getByDescriptor(int descriptor) {
    try (ElementBytes bytes = elements.takeWith(descriptor)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? elements.value(bytes)
          : null;
    }
  }

  private int update(int descriptor, V value, long flags) {
    try (ElementBytes bytes = elements.takeWith(descriptor, value)) {
      return elements.calls.update(bytes, 0, elements.valueAt, flags);
    }
  }

  abstract <T extends @Nullable Object> T with(O object, IntFunction<T> call);
}
