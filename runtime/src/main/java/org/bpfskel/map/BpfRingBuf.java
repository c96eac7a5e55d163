package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map of type {@code BPF_MAP_TYPE_RINGBUF}: programs of all CPUs write records into one ring, and
 * a {@link org.bpfskel.event.RingBuffer RingBuffer} takes them out in their order. It has neither
 * keys nor values.
 */
public final class BpfRingBuf extends MapOfKind {
  private BpfRingBuf(BpfMap map) {
    super(map, MapType.RINGBUF);
  }

  /**
   * The same map as its kind.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if the map is of another kind
   */
  public static BpfRingBuf of(BpfMap map) {
    return new BpfRingBuf(map);
  }
}
