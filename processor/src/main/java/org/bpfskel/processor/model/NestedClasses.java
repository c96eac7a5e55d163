package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.SectionLayout;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.ValueTypes;
import org.jspecify.annotations.Nullable;

/** Reads structs with their fields, the structs that these embed, and enums: all nested classes. */
final class NestedClasses {
  private final Btf btf;
  private final SkeletonNames names;
  private final TextBudget budget;
  private final TextAsBytes asBytes;
  private final StructLayoutReader layouts;
  private final Map<TypeUse, TypeClass> structClasses = new HashMap<>();
  private final Map<Integer, TypeClass> enumClasses = new HashMap<>();
  private final Map<TypeUse, StructType> structs = new LinkedHashMap<>();
  private final Map<Integer, EnumType> enums = new LinkedHashMap<>();

  /**
   * Reads them all.
   *
   * @param structOpsIds ids of the struct_ops variables' structs, each once
   * @param values what else Java code reads or writes
   * @param shared classes that others have
   * @param asBytes arrays of {@code char} that are bytes in Java
   */
  NestedClasses(
      Btf btf,
      Collection<Integer> structOpsIds,
      Collection<ValueRoot> values,
      SkeletonNames names,
      TextBudget budget,
      SharedTypes shared,
      TextAsBytes asBytes)
      throws BtfException, ObjectException {
    this.btf = btf;
    this.names = names;
    this.budget = budget;
    this.asBytes = asBytes;
    this.layouts = new StructLayoutReader(btf);
    TypesInUse types = TypesInUse.of(btf, layouts, structOpsIds, values, shared, budget);
    structClasses.putAll(types.sharedStructs());
    enumClasses.putAll(types.sharedEnums());
    List<String> cNames = new ArrayList<>();
    for (TypesInUse.Struct struct : types.structs().values()) {
      cNames.add(struct.className());
    }
    Map<Integer, String> tagged = enums(types, true);
    cNames.addAll(tagged.values());
    var javaNames = names.classes(cNames).iterator();
    for (TypeUse use : types.structs().keySet()) {
      structClasses.put(use, new TypeClass(null, javaNames.next()));
    }
    readEnums(tagged.keySet(), javaNames);
    // Last, for what they are called after may have the name of a tag.
    Map<Integer, String> untagged = enums(types, false);
    readEnums(untagged.keySet(), names.classes(List.copyOf(untagged.values())).iterator());
    for (var entry : types.structs().entrySet()) {
      structs.put(entry.getKey(), struct(entry.getKey(), entry.getValue()));
    }
  }

  private Map<Integer, String> enums(TypesInUse types, boolean tagged) throws BtfException {
    Map<Integer, String> found = new LinkedHashMap<>();
    for (Map.Entry<Integer, String> entry : types.enums().entrySet()) {
      if (btf.name(entry.getKey()).isEmpty() != tagged) {
        found.put(entry.getKey(), entry.getValue());
      }
    }
    return found;
  }

  private void readEnums(Collection<Integer> ids, Iterator<String> javaNames)
      throws BtfException, ObjectException {
    for (int id : ids) {
      EnumType enumType = EnumReader.read(btf, id, javaNames.next(), budget);
      enums.put(id, enumType);
      enumClasses.put(id, new TypeClass(null, enumType.javaName()));
    }
  }

  /** The type of a struct_ops variable. */
  @Nullable StructType structOf(int structId) {
    return structs.get(new TypeUse(structId, false));
  }

  List<StructType> structs() {
    return List.copyOf(structs.values());
  }

  List<EnumType> enums() {
    return List.copyOf(enums.values());
  }

  /** As {@link SectionLayout#variable}, for a type that is among those that were read. */
  StructLayout.Member variable(String name, int typeId, int offset) throws BtfException {
    return asBytes.named(layouts.variable(name, typeId, offset), name);
  }

  /** A map's key or value, which the annotation calls {@code macs.key}. */
  StructLayout.Member ofMap(String name, int typeId) throws BtfException {
    return asBytes.named(layouts.variable("", typeId, 0), name);
  }

  private StructType struct(TypeUse use, TypesInUse.Struct struct)
      throws BtfException, ObjectException {
    StructLayout layout = asBytes.members(struct.typed().layout(), struct.className());
    return new StructType(
        btf.name(use.id()),
        Objects.requireNonNull(structClasses.get(use)).simpleName(),
        btf.kind(use.id()) == BtfKind.UNION,
        use.embedded(),
        layout,
        fields(layout, struct.typed().memberTypes()));
  }

  /**
   * The fields that members become.
   *
   * @param types BTF ids of the members' types, which are among those that were read
   */
  List<Field> fields(StructLayout layout, List<Integer> types)
      throws BtfException, ObjectException {
    List<StructLayout.Member> members = layout.members();
    List<String> cNames = new ArrayList<>(members.size());
    for (StructLayout.Member member : members) {
      cNames.add(member.name());
    }
    List<String> javaNames = names.variables(cNames);
    List<Field> fields = new ArrayList<>(members.size());
    for (int i = 0; i < members.size(); i++) {
      StructLayout.Member member = members.get(i);
      int type = types.get(i);
      int element = ValueTypes.element(btf, type);
      fields.add(
          new Field(
              i,
              member,
              javaNames.get(i),
              budget.spend(CDeclaration.of(btf, type, member.name()) + width(member)),
              enumClasses.get(element),
              structClasses.get(new TypeUse(element, true)),
              OmittedMember.reason(btf, type, member)));
    }
    return fields;
  }

  /** Of a bitfield, as C has it behind the name. */
  private static String width(StructLayout.Member member) {
    return member.detail() instanceof MemberDetail.Bits bits ? ":" + bits.bits() : "";
  }
}
