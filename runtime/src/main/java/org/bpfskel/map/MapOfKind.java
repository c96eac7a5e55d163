package org.bpfskel.map;

import java.util.Arrays;
import java.util.List;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map as the class of its kind. The kinds are those of this package; none can be added outside.
 */
public abstract non-sealed class MapOfKind extends BpfMap {
  MapOfKind(BpfMap map, MapType... kinds) {
    super(requireKind(map, kinds));
  }

  private static BpfMap requireKind(BpfMap map, MapType... kinds) {
    if (!Arrays.asList(kinds).contains(map.type())) {
      throw new IllegalArgumentException(
          "%s is of kind %s; this class is for %s".formatted(map, map.type(), List.of(kinds)));
    }
    return map;
  }
}
