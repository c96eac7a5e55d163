package org.bpfskel.processor.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;

/**
 * The structs that variables have or embed, and the named enums in them.
 *
 * @param structs the variables' own first, then those they embed
 * @param enums ids
 */
record TypesInUse(Map<TypeUse, Struct> structs, Set<Integer> enums) {

  /**
   * A struct before it has a Java name.
   *
   * @param className in C: its own, or for an anonymous one that of the member that it is
   * @param memberTypes BTF ids of the types of the layout's members
   */
  record Struct(String className, StructLayout layout, List<Integer> memberTypes) {}

  static TypesInUse of(Btf btf, Collection<Integer> structIds, TextBudget budget)
      throws BtfException, ObjectException {
    TypesInUse found = new TypesInUse(new LinkedHashMap<>(), new LinkedHashSet<>());
    Map<TypeUse, String> names = new LinkedHashMap<>();
    for (int id : structIds) {
      names.put(new TypeUse(id, false), btf.name(id));
    }
    Deque<TypeUse> open = new ArrayDeque<>(names.keySet());
    while (!open.isEmpty()) {
      TypeUse use = open.remove();
      StructLayout layout =
          use.embedded()
              ? StructLayout.readNested(btf, use.id())
              : StructLayout.read(btf, use.id());
      List<Integer> memberTypes = MemberTypes.of(btf, use.id(), layout);
      found.structs.put(use, new Struct(names.getOrDefault(use, ""), layout, memberTypes));
      for (int i = 0; i < memberTypes.size(); i++) {
        StructLayout.Member member = layout.members().get(i);
        budget.spend(member.name());
        budget.spend(member.cType());
        int element = element(btf, memberTypes.get(i));
        switch (member.kind()) {
          case STRUCT, UNION, ARRAY, ENUM, SIGNED_ENUM, BITFIELD -> {
            TypeUse nested = new TypeUse(element, true);
            String name = btf.name(element).isEmpty() ? member.name() : btf.name(element);
            if (isComposite(btf.kind(element)) && names.putIfAbsent(nested, name) == null) {
              open.add(nested);
            } else if (isEnum(btf.kind(element)) && !btf.name(element).isEmpty()) {
              found.enums.add(element);
            }
          }
          default -> {}
        }
      }
    }
    return found;
  }

  /** The type itself, or for an array that of its elements. */
  static int element(Btf btf, int typeId) throws BtfException {
    int id = btf.resolve(typeId);
    // Ends: the layout's size has been computed, which such a chain of arrays must not be too long
    // for.
    while (btf.kind(id) == BtfKind.ARRAY) {
      id = btf.resolve(((BtfType.Array) btf.type(id)).element());
    }
    return id;
  }

  private static boolean isComposite(BtfKind kind) {
    return kind == BtfKind.STRUCT || kind == BtfKind.UNION;
  }

  private static boolean isEnum(BtfKind kind) {
    return kind == BtfKind.ENUM || kind == BtfKind.ENUM64;
  }
}
