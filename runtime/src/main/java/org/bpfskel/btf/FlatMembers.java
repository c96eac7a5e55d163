package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The members of one struct, those of anonymous ones in the place of these. */
final class FlatMembers {
  final boolean topLevel;
  final List<StructLayout.Member> members = new ArrayList<>();

  /**
   * Types of anonymous structs and unions that have members. In C each stands in one place, for
   * names are unique; if few contained each other twice, members would double at each level.
   */
  final Set<Integer> anonymous = new HashSet<>();

  /** BTF ids of the members' types. */
  final List<Integer> types = new ArrayList<>();

  /** Whether the last member is one of a union. */
  boolean lastInUnion;

  /** Members of all levels, those without a name included. */
  int count;

  /** Levels of structs that are embedded by name. */
  int levels;

  /**
   * The outermost struct, or an anonymous one in it.
   *
   * @param base where it starts in the outermost one, in bytes
   * @param inUnion whether it is a union or lies in one
   * @param members those not seen yet
   */
  record Nesting(
      BtfType.Composite struct,
      int id,
      long base,
      boolean inUnion,
      Iterator<BtfType.Member> members) {}

  FlatMembers(boolean topLevel) {
    this.topLevel = topLevel;
  }
}
