package org.bpfskel.map;

import java.util.function.IntFunction;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value for each socket: {@code BPF_MAP_TYPE_SK_STORAGE}, since Linux 5.2. The object is a
 * socket's file descriptor, which stays the caller's.
 *
 * @param <V> what a value is in Java
 */
public final class BpfSkStorage<V> extends LocalStorage<Integer, V> {
  private BpfSkStorage(BpfMap map, Codec<V> values) {
    super(map, values, MapType.SK_STORAGE);
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
  public static <V> BpfSkStorage<V> of(BpfMap map, Codec<V> values) {
    return new BpfSkStorage<>(map, values);
  }

  @Override
  <T extends @Nullable Object> T with(Integer socket, IntFunction<T> call) {
    return call.apply(socket);
  }
}
