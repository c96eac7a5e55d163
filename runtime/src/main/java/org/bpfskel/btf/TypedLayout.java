package org.bpfskel.btf;

import java.util.List;

/**
 * A layout with what its members are in BTF. Immutable.
 *
 * @param layout of the struct
 * @param memberTypes BTF ids of the types of the layout's members, in the same order
 */
public record TypedLayout(StructLayout layout, List<Integer> memberTypes) {
  /**
   * Keeps a copy of the list.
   *
   * @param layout of the struct
   * @param memberTypes ids of its members' types, in their order
   */
  public TypedLayout {
    memberTypes = List.copyOf(memberTypes);
  }
}
