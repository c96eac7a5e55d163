package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/** Reads structs with their fields, the structs that these embed, and enums: all nested classes. */
final class StructReader {
  /** Names that each class of a struct needs for itself. */
  private static final Set<String> RESERVED_FIELDS = Set.of("LAYOUT");

  private final Btf btf;
  private final TextBudget budget;
  private final Map<TypeUse, StructType> structs = new LinkedHashMap<>();
  private final Map<Integer, EnumType> enums = new LinkedHashMap<>();

  /**
   * Reads them all.
   *
   * @param structIds ids of the variables' structs, each once
   * @param reserved names that nested classes cannot have
   */
  StructReader(Btf btf, Collection<Integer> structIds, Set<String> reserved, TextBudget budget)
      throws BtfException, ObjectException {
    this.btf = btf;
    this.budget = budget;
    TypesInUse types = TypesInUse.of(btf, structIds, budget);
    List<String> cNames = new ArrayList<>();
    types.structs().values().forEach(use -> cNames.add(use.className()));
    for (int id : types.enums()) {
      cNames.add(btf.name(id));
    }
    var javaNames = JavaNames.classes(cNames, reserved).iterator();
    Map<TypeUse, String> structNames = new LinkedHashMap<>();
    types.structs().keySet().forEach(use -> structNames.put(use, javaNames.next()));
    for (int id : types.enums()) {
      enums.put(id, EnumReader.read(btf, id, javaNames.next(), budget));
    }
    for (var entry : types.structs().entrySet()) {
      structs.put(entry.getKey(), struct(entry.getKey(), entry.getValue(), structNames));
    }
  }

  /** The type of a variable. */
  @Nullable StructType structOf(int structId) {
    return structs.get(new TypeUse(structId, false));
  }

  List<StructType> structs() {
    return List.copyOf(structs.values());
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  private StructType struct(TypeUse use, TypesInUse.Struct struct, Map<TypeUse, String> structNames)
      throws BtfException, ObjectException {
    BtfType.Composite type = (BtfType.Composite) btf.type(use.id());
    return new StructType(
        type.name(),
        structNames.getOrDefault(use, ""),
        type.kind() == BtfKind.UNION,
        use.embedded(),
        struct.layout(),
        fields(struct, structNames));
  }

  private List<Field> fields(TypesInUse.Struct struct, Map<TypeUse, String> structNames)
      throws BtfException, ObjectException {
    List<StructLayout.Member> members = struct.layout().members();
    List<String> javaNames =
        JavaNames.fields(members.stream().map(StructLayout.Member::name).toList(), RESERVED_FIELDS);
    List<Field> fields = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      StructLayout.Member member = members.get(i);
      int type = struct.memberTypes().get(i);
      int element = TypesInUse.element(btf, type);
      fields.add(
          new Field(
              i,
              member,
              javaNames.get(i),
              budget.spend(CDeclaration.of(btf, type, member.name())),
              enums.get(element),
              structNames.get(new TypeUse(element, true)),
              LeftOut.reason(btf, type, member)));
    }
    return fields;
  }
}
