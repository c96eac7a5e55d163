package org.bpfskel.map;

import java.nio.file.Path;
import java.util.function.IntFunction;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.jspecify.annotations.Nullable;

/**
 * A value for each inode: {@code BPF_MAP_TYPE_INODE_STORAGE}, since Linux 5.10. The object is a
 * file or directory; symbolic links are followed.
 *
 * @param <V> what a value is in Java
 */
public final class BpfInodeStorage<V> extends LocalStorage<Path, V> {
  private BpfInodeStorage(BpfMap map, Codec<V> values) {
    super(map, values, MapType.INODE_STORAGE);
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
  public static <V> BpfInodeStorage<V> of(BpfMap map, Codec<V> values) {
    return new BpfInodeStorage<>(map, values);
  }

  @Override
  <T extends @Nullable Object> T with(Path file, IntFunction<T> call) {
    return Opened.with(file, call);
  }
}
