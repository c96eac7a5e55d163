package org.bpfskel.map;

import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value for each cgroup: {@code BPF_MAP_TYPE_CGRP_STORAGE}, since Linux 6.2. The object is a
 * directory of a cgroup file system.
 *
 * @param <V> what a value is in Java
 */
public final class BpfCgrpStorage<V> extends LocalStorage<Path, V> {
  private BpfCgrpStorage(BpfMap map, Codec<V> values) {
    super(map, values, MapType.CGRP_STORAGE);
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
  public static <V> BpfCgrpStorage<V> of(BpfMap map, Codec<V> values) {
    return new BpfCgrpStorage<>(map, values);
  }

  @Override
  <T extends @Nullable Object> T with(Path cgroup, IntFunction<T> call) {
    return Opened.with(cgroup, call);
  }
}
