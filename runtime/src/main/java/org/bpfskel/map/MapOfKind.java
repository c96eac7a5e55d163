package org.bpfskel.map;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map as a class of its own: that of its kind, in this package, or {@link
 * org.bpfskel.loaded.KernelMap} for one without an object. Nothing else has a use for this class.
 */
public abstract non-sealed class MapOfKind extends BpfMap {
  MapOfKind(BpfMap map, MapType... kinds) {
    super(requireKind(map, kinds));
  }

  /**
   * A map of whatever kind.
   *
   * @param map the map that both are
   */
  protected MapOfKind(BpfMap map) {
    super(map);
  }

  private static BpfMap requireKind(BpfMap map, MapType... kinds) {
    if (!Arrays.asList(kinds).contains(map.type())) {
      throw new IllegalArgumentException(
          "%s is of kind %s; this class is for %s".formatted(map, map.type(), List.of(kinds)));
    }
    return map;
  }

  /** The size of its values, if it is one of those that the kernel takes for its kind. */
  static int requireValueSize(BpfMap map) {
    int size = map.valueSize();
    List<Integer> sizes = map.type().valueSizes();
    if (!sizes.isEmpty() && !sizes.contains(size)) {
      throw new IllegalArgumentException(
          "%s: a value is %d bytes, and the kernel takes only %s for a map of kind %s"
              .formatted(
                  map,
                  size,
                  sizes.stream().map(String::valueOf).collect(Collectors.joining(" or ")),
                  map.type()));
    }
    return size;
  }
}
