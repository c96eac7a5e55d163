package org.bpfskel.event;

import org.bpfskel.BpfMap;
import org.bpfskel.access.BuildValues;
import org.bpfskel.access.Door;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.TypeReading;

/** The kernel's map behind a map of events. */
final class EventMap {
  private EventMap() {}

  /** A descriptor of the kernel's map, which outlives the object, and which the caller closes. */
  static int descriptor(BpfMap map) {
    return new MapElements(Door.MAP.behind(map)).duplicateDescriptor();
  }

  /** How records lie in the build of the map's object; of a map without one, as in the class. */
  static BuildValues values(BpfMap map) {
    MapHandle handle = Door.MAP.behind(map);
    return ValueDoor.values().of(TypeReading.of(map.name(), handle::btf), handle.build());
  }
}
