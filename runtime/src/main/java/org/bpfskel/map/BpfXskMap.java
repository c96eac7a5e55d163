package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;

/**
 * The sockets of {@code AF_XDP} that {@code bpf_redirect_map} may give a packet to: {@code
 * BPF_MAP_TYPE_XSKMAP}. A key is an index below {@link #maxEntries}, by custom the queue that the
 * packet came by. A closed socket leaves the map by itself, and the kernel tells nobody which
 * sockets are in it. All operations on elements throw {@link IllegalStateException} before load or
 * after close, and {@link org.bpfskel.BpfException} if the kernel refuses. Safe for use by several
 * threads.
 */
public final class BpfXskMap extends MapOfKind {
  private final TypedElements<Integer, Integer> elements;

  private BpfXskMap(BpfMap map) {
    super(map, MapType.XSKMAP);
    this.elements = TypedElements.of(map, Codec.INT32, Codec.INT32);
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its keys or values have not 4
   *     bytes
   */
  public static BpfXskMap of(BpfMap map) {
    return new BpfXskMap(map);
  }

  /**
   * Puts a socket: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param queue an index below {@link #maxEntries}
   * @param descriptor of a socket of {@code AF_XDP}, which stays the caller's
   */
  public void put(int queue, int descriptor) {
    try (ElementBytes bytes = elements.takeWith(queue, descriptor)) {
      int answer = elements.calls.update(bytes, 0, elements.valueAt, UpdateFlags.ANY);
      switch (-answer) {
        case Errno.EBADF, Errno.ENOTSOCK, Errno.EOPNOTSUPP ->
            throw elements.calls.failure(
                WritableMap.UPDATE, answer, "%d is no socket of AF_XDP".formatted(descriptor));
        default -> elements.check(WritableMap.UPDATE, answer);
      }
    }
  }

  /**
   * Takes a socket out: {@code bpf_map_delete_elem}. A queue without one does not matter.
   *
   * @param queue an index below {@link #maxEntries}
   */
  public void remove(int queue) {
    elements.remove(queue);
  }
}
