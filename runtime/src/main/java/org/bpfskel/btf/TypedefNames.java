package org.bpfskel.btf;

import java.util.HashMap;
import java.util.Map;

/** The typedefs that structs, unions and enums without a tag are declared by. */
final class TypedefNames {
  private final Map<Integer, Integer> typedefs = new HashMap<>();

  /** Goes through all types once. */
  TypedefNames(Btf btf) throws BtfException {
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.TYPEDEF) {
        int declared = declared(btf, id);
        if (hasTag(btf.kind(declared)) && btf.name(declared).isEmpty()) {
          typedefs.putIfAbsent(declared, id);
        }
      }
    }
  }

  private static boolean hasTag(BtfKind kind) {
    return kind.isComposite() || kind.isEnumeration();
  }

  /** Looks through {@code const} and its like, but not through another typedef. */
  private static int declared(Btf btf, int typedef) throws BtfException {
    if (btf.follow(typedef) < 0) {
      return 0; // a loop
    }
    int id = btf.sizeOrType(typedef);
    while (btf.kind(id).isTransparent() && btf.kind(id) != BtfKind.TYPEDEF) {
      id = btf.sizeOrType(id);
    }
    return id;
  }

  /** The first typedef of a type without a tag; 0 if there is none. */
  int of(int id) {
    return typedefs.getOrDefault(id, 0);
  }
}
