package org.bpfskel.event;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.access.Door;
import org.bpfskel.internal.element.MapElements;

/** What the maps of this package have in common. */
final class EventMap {
  private EventMap() {}

  /** The map, if it is of the kind. */
  static BpfMap require(MapType kind, BpfMap map) {
    if (!map.type().equals(kind)) {
      throw new IllegalArgumentException(
          "%s is of type %s, not %s".formatted(map, map.type(), kind));
    }
    return map;
  }

  /** A descriptor of the kernel's map, which outlives the object, and which the caller closes. */
  static int descriptor(BpfMap map) {
    return new MapElements(Door.MAP.behind(map)).duplicateDescriptor();
  }
}
