package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.MapType;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.jspecify.annotations.Nullable;

/** The sizes that the kernel asks of keys and values, by kind of map: a table. */
final class MapSizes {
  private static final int ANY = -1;

  private MapSizes() {}

  /** Warns of what no kernel creates: the class of the kind refuses it at open already. */
  static List<ObjectWarning> check(List<MapModel> maps, TextBudget budget) throws ObjectException {
    List<ObjectWarning> warnings = new ArrayList<>();
    for (MapModel map : maps) {
      MapTypes types = map.types();
      if (types != null) {
        String name = "map '%s' of type %s".formatted(map.name(), types.type().name());
        check(name, "key", types.key(), key(types.type()), warnings, budget);
        check(name, "value", types.value(), value(types.type()), warnings, budget);
      }
    }
    return warnings;
  }

  private static int key(MapType type) {
    return switch (type) {
      case ARRAY, PERCPU_ARRAY, PROG_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS, STACK_TRACE -> 4;
      case SK_STORAGE, TASK_STORAGE, INODE_STORAGE, CGRP_STORAGE -> 4;
      case QUEUE, STACK, BLOOM_FILTER -> 0;
      default -> ANY;
    };
  }

  private static int value(MapType type) {
    return switch (type) {
      case PROG_ARRAY, CGROUP_ARRAY, ARRAY_OF_MAPS, HASH_OF_MAPS -> 4;
      default -> ANY;
    };
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
