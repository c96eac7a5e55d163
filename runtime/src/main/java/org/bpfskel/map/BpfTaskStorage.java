package org.bpfskel.map;

import java.util.function.IntFunction;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value for each thread of the system: {@code BPF_MAP_TYPE_TASK_STORAGE}, since Linux 5.11. The
 * object is the number of a process, and means its first thread.
 *
 * @param <V> what a value is in Java
 */
public final class BpfTaskStorage<V> extends LocalStorage<Long, V> {
  private BpfTaskStorage(BpfMap map, Codec<V> values) {
    super(map, values, MapType.TASK_STORAGE);
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
  public static <V> BpfTaskStorage<V> of(BpfMap map, Codec<V> values) {
    return new BpfTaskStorage<>(map, values);
  }

  @Override
  <T extends @Nullable Object> T with(Long pid, IntFunction<T> call) {
    return Opened.with(pid, call);
  }
}
