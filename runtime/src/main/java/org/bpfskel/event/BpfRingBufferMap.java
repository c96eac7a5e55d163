package org.bpfskel.event;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map of type {@code BPF_MAP_TYPE_RINGBUF}: programs of all CPUs write records into one ring, and
 * a {@link RingBuffer} takes them out in their order. It has neither keys nor values.
 */
public final class BpfRingBufferMap extends BpfMap {
  private BpfRingBufferMap(BpfMap map) {
    super(map);
  }

  /**
   * The same map as its kind.
   *
   * @throws IllegalArgumentException if the map is of another kind
   */
  public static BpfRingBufferMap of(BpfMap map) {
    return new BpfRingBufferMap(EventMap.require(MapType.RINGBUF, map));
  }

  /** A descriptor of the kernel's map, which the caller closes. */
  int descriptor() {
    return EventMap.descriptor(this);
  }
}
