package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bpfskel.processor.model.ObjectWarning.Level;
import org.jspecify.annotations.Nullable;

/** Compares keys and values with the sizes that the kernel asks of them, by kind of map. */
final class MapSizes {
  private MapSizes() {}

  /** Finds what no kernel creates: the class of the kind refuses it at open already. */
  static List<ObjectWarning> check(List<MapModel> maps, TextBudget budget) throws ObjectException {
    List<ObjectWarning> warnings = new ArrayList<>();
    for (MapModel map : maps) {
      MapTypes types = map.types();
      if (types != null) {
        String name = "map '%s' of type %s".formatted(map.name(), types.type());
        check(name, "key", types.key(), types.type().keySize(), warnings, budget);
        check(name, "value", types.value(), types.type().valueSize(), warnings, budget);
      }
    }
    return warnings;
  }

  private static void check(
      String map,
      String what,
      @Nullable Field field,
      OptionalInt required,
      List<ObjectWarning> warnings,
      TextBudget budget)
      throws ObjectException {
    if (field == null || required.isEmpty() || field.member().size() == required.getAsInt()) {
      return;
    }
    int size = required.getAsInt();
    String found = "%s has a %s of %d bytes".formatted(map, what, field.member().size());
    String needed =
        size == 0
            ? ", and the kernel creates it only without one: open will refuse the object, leave it out"
            : ", and the kernel creates it only with one of %d: open will refuse the object, declare __type(%s, __u32)"
                .formatted(size, what);
    warnings.add(new ObjectWarning(Level.ERROR, budget.spend(found + needed)));
  }
}
