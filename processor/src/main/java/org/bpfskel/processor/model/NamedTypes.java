package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;

/** Finds the types that the annotation names. */
final class NamedTypes {
  private static final List<BtfKind> KINDS =
      List.of(BtfKind.STRUCT, BtfKind.UNION, BtfKind.ENUM, BtfKind.ENUM64, BtfKind.TYPEDEF);

  private NamedTypes() {}

  /** {@code event} and {@code struct event} mean the same. */
  static List<ValueRoot> find(Btf btf, List<String> names) throws BtfException, ObjectException {
    List<ValueRoot> found = new ArrayList<>();
    for (String name : names) {
      String tag = tag(name);
      found.add(new ValueRoot(find(btf, tag), tag));
    }
    return found;
  }

  private static String tag(String name) {
    for (String keyword : List.of("struct ", "union ", "enum ")) {
      if (name.startsWith(keyword)) {
        return name.substring(keyword.length()).stripLeading();
      }
    }
    return name;
  }

  private static int find(Btf btf, String name) throws BtfException, ObjectException {
    for (BtfKind kind : KINDS) {
      int id = btf.find(name, kind);
      if (id != 0 && isValue(btf, id)) {
        return id;
      }
    }
    throw new UnknownTypeException(
        ("the object's BTF has no struct, union or enum '%s': clang leaves out types that no global"
                + " variable, map or global function needs, so declare 'struct %s *unused_%s"
                + " __attribute__((unused));' in C")
            .formatted(name, name, name));
  }

  private static boolean isValue(Btf btf, int id) throws BtfException {
    return switch (btf.kind(btf.resolve(id))) {
      case STRUCT, UNION, ENUM, ENUM64 -> true;
      default -> false;
    };
  }
}
