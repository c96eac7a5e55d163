package org.bpfskel.map;

import java.util.OptionalLong;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;

/**
 * A map of sockets, written by file descriptor: {@code BPF_MAP_TYPE_SOCKMAP}, {@code SOCKHASH},
 * {@code REUSEPORT_SOCKARRAY}. A closed socket leaves the map by itself. All operations on elements
 * throw {@link IllegalStateException} before load or after close, and {@link
 * org.bpfskel.BpfException} if the kernel refuses. Safe for use by several threads.
 *
 * @param <K> what a key is in Java
 */
public final class BpfSocketMap<K> extends MapOfKind {
  private final TypedElements<K, Long> elements;

  private BpfSocketMap(BpfMap map, Codec<K> keys) {
    super(map, MapType.SOCKMAP, MapType.SOCKHASH, MapType.REUSEPORT_SOCKARRAY);
    this.elements = TypedElements.of(map, keys, new DescriptorCodec(requireValueSize(map)));
  }

  /**
   * This face of a map.
   *
   * @param <K> what a key is in Java
   * @param map of an object that is open; it stays usable
   * @param keys how a key lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, its keys have another size, or its
   *     values have neither 4 nor 8 bytes
   */
  public static <K> BpfSocketMap<K> of(BpfMap map, Codec<K> keys) {
    return new BpfSocketMap<>(map, keys);
  }

  /**
   * Puts a socket: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key of a {@code SOCKHASH}, else an index below {@link #maxEntries}
   * @param descriptor of the socket, which stays the caller's
   */
  public void put(K key, int descriptor) {
    put(key, descriptor, UpdateFlags.ANY);
  }

  /**
   * Puts a socket: {@code bpf_map_update_elem}.
   *
   * @param key of a {@code SOCKHASH}, else an index below {@link #maxEntries}
   * @param descriptor of the socket, which stays the caller's
   * @param flags of {@link UpdateFlags}
   */
  public void put(K key, int descriptor, long flags) {
    try (ElementBytes bytes = elements.takeWith(key, (long) descriptor)) {
      int answer = elements.calls.update(bytes, 0, elements.valueAt, flags);
      elements.check(WritableMap.UPDATE, answer);
    }
  }

  /**
   * The cookie of a socket, as {@code SO_COOKIE} gives it: {@code bpf_map_lookup_elem}; empty if
   * the key has none. The kernel gives it for values of 8 bytes only.
   *
   * @param key of the socket
   * @return the cookie, unsigned
   */
  public OptionalLong cookie(K key) {
    try (ElementBytes bytes = elements.takeWith(key)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      if (answer == -Errno.ENOSPC) {
        throw elements.calls.failure(
            ReadableMap.LOOKUP, answer, "only values of 8 bytes, __u64 in C, can be read");
      }
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? OptionalLong.of(elements.value(bytes))
          : OptionalLong.empty();
    }
  }

  /**
   * Takes a socket out: {@code bpf_map_delete_elem}.
   *
   * @param key of the socket
   * @return whether the key had one
   */
  public boolean remove(K key) {
    return elements.remove(key);
  }
}
