package org.bpfskel.processor.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.TypedLayout;
import org.bpfskel.btf.ValueTypes;

/**
 * The structs that variables have or embed, and the enums in them.
 *
 * @param structs the variables' own first, then those they embed
 * @param enums ids, with names in C: an enum's own, or for one without a tag that of its typedef or
 *     of what has it as its type
 * @param sharedStructs those whose classes others have
 * @param sharedEnums the same of enums
 */
record TypesInUse(
    Map<TypeUse, Struct> structs,
    Map<Integer, String> enums,
    Map<TypeUse, TypeClass> sharedStructs,
    Map<Integer, TypeClass> sharedEnums) {

  /**
   * A struct before it has a Java name.
   *
   * @param className in C: its own, or for an anonymous one that of the member that it is
   */
  record Struct(String className, TypedLayout typed) {}

  static TypesInUse of(
      Btf btf,
      StructLayoutReader layouts,
      Collection<Integer> structOpsIds,
      Collection<ValueRoot> values,
      SharedTypes shared,
      TextBudget budget)
      throws BtfException, ObjectException {
    TypesInUse found =
        new TypesInUse(
            new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
    SharedTypeCheck check = new SharedTypeCheck(btf, layouts, shared);
    Map<TypeUse, String> names = new LinkedHashMap<>();
    for (int id : structOpsIds) {
      names.put(new TypeUse(id, false), btf.name(id));
    }
    Deque<TypeUse> open = new ArrayDeque<>(names.keySet());
    for (ValueRoot value : values) {
      found.add(btf, check, value.typeId(), value.name(), names, open);
    }
    while (!open.isEmpty()) {
      TypeUse use = open.remove();
      TypedLayout typed =
          use.embedded() ? layouts.readNestedTyped(use.id()) : layouts.readTyped(use.id());
      TypeClass known = use.embedded() ? check.classOf(typed) : null;
      if (known != null) {
        found.sharedStructs.put(use, known);
        continue;
      }
      found.structs.put(use, new Struct(names.getOrDefault(use, ""), typed));
      for (int i = 0; i < typed.memberTypes().size(); i++) {
        StructLayout.Member member = typed.layout().members().get(i);
        budget.spend(member.name());
        budget.spend(member.cType());
        switch (member.kind()) {
          case STRUCT, UNION, ARRAY, FLEXIBLE, ENUM, SIGNED_ENUM, BITFIELD ->
              found.add(btf, check, typed.memberTypes().get(i), member.name(), names, open);
          default -> {}
        }
      }
    }
    return found;
  }

  /** Takes note of a struct, union or enum, or one that is the element of an array. */
  private void add(
      Btf btf,
      SharedTypeCheck check,
      int typeId,
      String user,
      Map<TypeUse, String> names,
      Deque<TypeUse> open)
      throws BtfException, ObjectException {
    btf.sizeOf(typeId); // refuses arrays without end
    int element = ValueTypes.element(btf, typeId);
    if (btf.kind(element).isComposite()) {
      TypeUse nested = new TypeUse(element, true);
      if (names.putIfAbsent(nested, name(btf, typeId, element, user)) == null) {
        open.add(nested);
      }
    } else if (btf.kind(element).isEnumeration() && !sharedEnums.containsKey(element)) {
      TypeClass known = check.classOf(element);
      if (known != null) {
        sharedEnums.put(element, known);
        return;
      }
      enums.putIfAbsent(element, name(btf, typeId, element, user));
    }
  }

  /** Its own name; else that of a typedef, or of what has it as its type. */
  private static String name(Btf btf, int typeId, int element, String user) throws BtfException {
    if (!btf.name(element).isEmpty()) {
      return btf.name(element);
    }
    String typedef = "";
    int id = typeId;
    while (id != element) {
      BtfType type = btf.type(id);
      if (type instanceof BtfType.Array array) {
        id = array.element();
      } else if (type instanceof BtfType.Modifier modifier) {
        typedef = modifier.kind() == BtfKind.TYPEDEF ? modifier.name() : typedef;
        id = modifier.type();
      } else {
        break; // a variable or a tag, of which no compiler makes a member
      }
    }
    return typedef.isEmpty() ? user : typedef;
  }
}
