package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.MapType;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.jspecify.annotations.Nullable;

/** The sizes that the kernel asks of keys and values, by kind of map: a table. */
final class MapSizes {
  private static final int ANY = -1;

  private static final Set<MapType> WORD_KEYS =
      Set.of(
          MapType.ARRAY,
          MapType.PERCPU_ARRAY,
          MapType.PROG_ARRAY,
          MapType.CGROUP_ARRAY,
          MapType.ARRAY_OF_MAPS,
          MapType.STACK_TRACE,
          MapType.SK_STORAGE,
          MapType.TASK_STORAGE,
          MapType.INODE_STORAGE,
          MapType.CGRP_STORAGE);
  private static final Set<MapType> NO_KEYS =
      Set.of(MapType.QUEUE, MapType.STACK, MapType.BLOOM_FILTER);
  private static final Set<MapType> WORD_VALUES =
      Set.of(MapType.PROG_ARRAY, MapType.CGROUP_ARRAY, MapType.ARRAY_OF_MAPS, MapType.HASH_OF_MAPS);

  private MapSizes() {}

  /** Warns of what no kernel creates: the class of the kind refuses it at open already. */
  static List<ObjectWarning> check(List<MapModel> maps, TextBudget budget) throws ObjectException {
    List<ObjectWarning> warnings = new ArrayList<>();
    for (MapModel map : maps) {
      MapTypes types = map.types();
      if (types != null) {
        String name = "map '%s' of type %s".formatted(map.name(), types.type());
        check(name, "key", types.key(), key(types.type()), warnings, budget);
        check(name, "value", types.value(), value(types.type()), warnings, budget);
      }
    }
    return warnings;
  }

  private static int key(MapType type) {
    return WORD_KEYS.contains(type) ? Integer.BYTES : NO_KEYS.contains(type) ? 0 : ANY;
  }

  private static int value(MapType type) {
    return WORD_VALUES.contains(type) ? Integer.BYTES : ANY;
  }

  private static void check(
      String map,
      String what,
      @Nullable Field field,
      int size,
      List<ObjectWarning> warnings,
      TextBudget budget)
      throws ObjectException {
    if (field == null || size == ANY || field.member().size() == size) {
      return;
    }
    String found = "%s has a %s of %d bytes".formatted(map, what, field.member().size());
    String needed =
        size == 0
            ? ", and the kernel creates it only without one: open will refuse the object, leave it out"
            : ", and the kernel creates it only with one of %d: open will refuse the object, declare __type(%s, __u32)"
                .formatted(size, what);
    warnings.add(new ObjectWarning(Level.WARNING, budget.spend(found + needed)));
  }
}
