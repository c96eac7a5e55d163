package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.btf.StructLayout;

/** Reads structs with their fields, and the enums that these name; both become nested classes. */
final class StructReader {
  /** Names that each class of a struct needs for itself. */
  private static final Set<String> RESERVED_FIELDS = Set.of("LAYOUT");

  private final Btf btf;
  private final TextBudget budget;
  private final Map<Integer, StructType> structs = new LinkedHashMap<>();
  private final Map<Integer, EnumType> enums = new LinkedHashMap<>();

  /**
   * Reads them all.
   *
   * @param structIds ids of structs, each once
   * @param reserved names that nested classes cannot have
   */
  StructReader(Btf btf, Collection<Integer> structIds, Set<String> reserved, TextBudget budget)
      throws BtfException, ObjectException {
    this.btf = btf;
    this.budget = budget;
    Map<Integer, StructLayout> layouts = readLayouts(structIds);
    Map<Integer, List<Integer>> memberTypes = new HashMap<>();
    Set<Integer> enumIds = new LinkedHashSet<>();
    for (var entry : layouts.entrySet()) {
      List<Integer> types = MemberTypes.of(btf, entry.getKey(), entry.getValue());
      memberTypes.put(entry.getKey(), types);
      for (int i = 0; i < types.size(); i++) {
        int id = btf.resolve(types.get(i));
        if (isNamedEnum(entry.getValue().members().get(i), id)) {
          enumIds.add(id);
        }
      }
    }

    List<String> cNames = new ArrayList<>();
    layouts.values().forEach(layout -> cNames.add(layout.name()));
    for (int id : enumIds) {
      cNames.add(btf.name(id));
    }
    var classNames = JavaNames.classes(cNames, reserved).iterator();
    List<String> structNames = new ArrayList<>();
    layouts.keySet().forEach(id -> structNames.add(classNames.next()));
    for (int id : enumIds) {
      enums.put(id, EnumReader.read(btf, id, classNames.next(), budget));
    }
    for (var entry : layouts.entrySet()) {
      StructLayout layout = entry.getValue();
      List<Integer> types = memberTypes.getOrDefault(entry.getKey(), List.of());
      structs.put(
          entry.getKey(),
          new StructType(
              layout.name(), structNames.get(structs.size()), layout, fields(layout, types)));
    }
  }

  Map<Integer, StructType> structs() {
    return structs;
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  private Map<Integer, StructLayout> readLayouts(Collection<Integer> structIds)
      throws BtfException, ObjectException {
    Map<Integer, StructLayout> layouts = new LinkedHashMap<>();
    for (int id : structIds) {
      StructLayout layout = StructLayout.read(btf, id);
      for (StructLayout.Member member : layout.members()) {
        budget.spend(member.name());
        budget.spend(member.cType());
      }
      layouts.put(id, layout);
    }
    return layouts;
  }

  private boolean isNamedEnum(StructLayout.Member member, int id) throws BtfException {
    boolean isEnum =
        member.kind() == StructLayout.Kind.ENUM || member.kind() == StructLayout.Kind.SIGNED_ENUM;
    return isEnum && !btf.name(id).isEmpty();
  }

  private List<Field> fields(StructLayout layout, List<Integer> types)
      throws BtfException, ObjectException {
    List<StructLayout.Member> members = layout.members();
    List<String> javaNames =
        JavaNames.fields(members.stream().map(StructLayout.Member::name).toList(), RESERVED_FIELDS);
    List<Field> fields = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      StructLayout.Member member = members.get(i);
      int type = types.get(i);
      fields.add(
          new Field(
              i,
              member,
              javaNames.get(i),
              budget.spend(CDeclaration.of(btf, type, member.name())),
              enums.get(btf.resolve(type)),
              LeftOut.reason(btf, type, member.kind())));
    }
    return fields;
  }
}
