package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;

/** Reads the constants of an enum. */
final class EnumReader {
  /** How messages call one without tag and typedef. */
  static final String NAMELESS = "enum {...}";

  private EnumReader() {}

  static EnumType read(Btf btf, int enumId, String javaName, TextBudget budget)
      throws BtfException, ObjectException {
    BtfType.Enum type = (BtfType.Enum) btf.type(enumId);
    List<String> names = new ArrayList<>(type.values().size());
    for (BtfType.Value value : type.values()) {
      names.add(budget.spend(value.name()));
    }
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<EnumType.Constant> constants = new ArrayList<>(names.size());
    for (int i = 0; i < names.size(); i++) {
      constants.add(
          new EnumType.Constant(names.get(i), javaNames.get(i), type.values().get(i).value()));
    }
    return new EnumType(cType(btf, enumId), javaName, type.size(), type.signed(), constants);
  }

  /** How C refers to it. */
  static String cType(Btf btf, int enumId) throws BtfException {
    String tag = btf.name(enumId);
    if (!tag.isEmpty()) {
      return "enum " + tag;
    }
    int typedef = btf.typedefOf(enumId);
    return typedef == 0 ? NAMELESS : btf.name(typedef);
  }
}
