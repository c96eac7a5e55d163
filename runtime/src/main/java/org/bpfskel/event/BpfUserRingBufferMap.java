package org.bpfskel.event;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map of type {@code BPF_MAP_TYPE_USER_RINGBUF}: a {@link UserRingBuffer} writes records into its
 * ring, and a program takes them out with {@code bpf_user_ringbuf_drain}. It has neither keys nor
 * values.
 */
public final class BpfUserRingBufferMap extends BpfMap {
  private BpfUserRingBufferMap(BpfMap map) {
    super(map);
  }

  /**
   * The same map as its kind.
   *
   * @throws IllegalArgumentException if the map is of another kind
   */
  public static BpfUserRingBufferMap of(BpfMap map) {
    return new BpfUserRingBufferMap(EventMap.require(MapType.USER_RINGBUF, map));
  }

  /** A descriptor of the kernel's map, which the caller closes. */
  int descriptor() {
    return EventMap.descriptor(this);
  }
}
