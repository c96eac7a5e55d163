package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
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
        check(name, "key", types.key(), sizes(types.type().keySize()), warnings, budget);
        check(name, "value", types.value(), types.type().valueSizes(), warnings, budget);
      }
    }
    return warnings;
  }

  private static List<Integer> sizes(OptionalInt size) {
    return size.isPresent() ? List.of(size.getAsInt()) : List.of();
  }

  private static void check(
      String map,
      String what,
      @Nullable Field field,
      List<Integer> required,
      List<ObjectWarning> warnings,
      TextBudget budget)
      throws ObjectException {
    if (field == null || required.isEmpty() || required.contains(field.member().size())) {
      return;
    }
    String found = "%s has a %s of %d bytes".formatted(map, what, field.member().size());
    String needed =
        required.contains(0)
            ? ", and the kernel creates it only without one: open will refuse the object, leave it out"
            : ", and the kernel creates it only with one of %s: open will refuse the object, declare __type(%s, __u32)"
                .formatted(words(required), what);
    warnings.add(new ObjectWarning(Level.ERROR, budget.spend(found + needed)));
  }

  private static String words(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(" or "));
  }
}
