package org.bpfskel.internal.object;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** libbpf finds programs and maps by name, so that no two can have the same. */
public final class NameChecks {
  private NameChecks() {}

  static void checkMaps(SectionVariables variables, List<StructOpsPlace> structOps)
      throws RefusedObjectException {
    Set<String> seen = new HashSet<>();
    for (SectionVariable map : variables.in(SectionKind.MAPS.section())) {
      check("map", map.name(), seen);
    }
    for (StructOpsPlace variable : structOps) {
      check("map", variable.name(), seen);
    }
  }

  /**
   * Refuses an empty name, and one that is there already.
   *
   * @param what has the name, {@code map} or {@code program}
   * @param seen the names before this one, which is added
   */
  public static void check(String what, String name, Set<String> seen)
      throws RefusedObjectException {
    if (name.isEmpty() || !seen.add(name)) {
      throw RefusedObjectException.damaged(
          "the object has "
              + (name.isEmpty()
                  ? "a " + what + " without a name"
                  : "two " + what + "s named '" + name + "'"));
    }
  }
}
