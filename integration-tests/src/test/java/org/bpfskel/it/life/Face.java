package org.bpfskel.it.life;

import org.bpfskel.BpfMap;
import org.bpfskel.MapElements;

/** A kind of map as users may write one. */
final class Face extends BpfMap {
  Face(BpfMap map) {
    super(map);
  }

  MapElements calls() {
    return elements();
  }
}
