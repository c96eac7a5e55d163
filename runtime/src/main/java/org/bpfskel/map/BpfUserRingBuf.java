package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map of type {@code BPF_MAP_TYPE_USER_RINGBUF}: a {@link org.bpfskel.event.UserRingBuffer
 * UserRingBuffer} writes records into its ring, and a program takes them out with {@code
 * bpf_user_ringbuf_drain}. It has neither keys nor values.
 */
public final class BpfUserRingBuf extends MapOfKind {
  private BpfUserRingBuf(BpfMap map) {
    super(map, MapType.USER_RINGBUF);
  }

  /**
   * The same map as its kind.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if the map is of another kind
   */
  public static BpfUserRingBuf of(BpfMap map) {
    return new BpfUserRingBuf(map);
  }
}
