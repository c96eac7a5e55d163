package org.bpfskel.btf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The members of one struct, those of anonymous ones in the place of these. */
final class FlatMembers {
  final List<StructLayout.Member> members = new ArrayList<>();

  /** BTF ids of the members' types. */
  final List<Integer> types = new ArrayList<>();

  /** Whether the last member is one of a union. */
  boolean lastInUnion;

  /** Members of all levels, those without a name included. */
  int count;

  /** Levels of structs that are embedded by name. */
  int levels;

  private final StructLayoutReader reader;
  private final boolean topLevel;

  /**
   * Types of anonymous structs and unions that have members. In C each stands in one place, for
   * names are unique; if few contained each other twice, members would double at each level.
   */
  private final Set<Integer> anonymous = new HashSet<>();

  /** The struct and those anonymous ones in it that are being gone through. */
  private final Set<Integer> path = new HashSet<>();

  /**
   * The outermost struct, or an anonymous one in it.
   *
   * @param base where it starts in the outermost one, in bytes
   * @param inUnion whether it is a union or lies in one
   * @param members those not seen yet
   */
  private record Nesting(
      BtfType.Composite struct,
      int id,
      long base,
      boolean inUnion,
      Iterator<BtfType.Member> members) {}

  /** {@code topLevel}: libbpf puts programs into function pointers of this struct itself. */
  FlatMembers(StructLayoutReader reader, boolean topLevel) {
    this.reader = reader;
    this.topLevel = topLevel;
  }

  /** Keeps its own stack: how deep anonymous structs nest is up to the file. */
  void flatten(int structId) throws BtfException {
    Deque<Nesting> levels = new ArrayDeque<>();
    levels.push(level(structId, 0, false));
    while (!levels.isEmpty()) {
      Nesting level = levels.element();
      if (!level.members().hasNext()) {
        path.remove(levels.remove().id());
        continue;
      }
      BtfType.Member member = level.members().next();
      int id = reader.btf.resolve(member.type());
      long size = reader.kinds.size(id);
      StructErrors.check(level.struct().size(), level.id(), member, size);
      long offset = level.base() + member.bitOffset() / 8;
      if (!member.name().isEmpty()) {
        boolean slot = topLevel && levels.size() == 1 && level.struct().kind() == BtfKind.STRUCT;
        add(member, level.id(), offset, size, kind(member, id, slot));
        lastInUnion = level.inUnion();
      } else if (reader.btf.kind(id).isComposite()) {
        if (reader.btf.vlen(id) > 0 && !anonymous.add(id)) {
          throw StructErrors.limit(
              reader.btf,
              structId,
              "has members of one anonymous type, " + id + ", twice: name them");
        }
        levels.push(level(id, offset, level.inUnion()));
      } // else an unnamed bitfield, which is padding
    }
  }

  private StructLayout.Kind kind(BtfType.Member member, int id, boolean slot) throws BtfException {
    return member.bitfieldSize() > 0 ? StructLayout.Kind.BITFIELD : reader.kinds.kind(id, slot);
  }

  private Nesting level(int id, long base, boolean inUnion) throws BtfException {
    BtfType.Composite struct = reader.composite(id);
    if (!path.add(id)) {
      throw StructErrors.malformed(id, "contains itself");
    }
    reader.budget.count(this, id, struct.members().size());
    reader.budget.spendMembers(id, struct.members().size());
    boolean union = inUnion || struct.kind() == BtfKind.UNION;
    return new Nesting(struct, id, base, union, struct.members().iterator());
  }

  private void add(
      BtfType.Member member, int structId, long offset, long size, StructLayout.Kind kind)
      throws BtfException {
    String cType = CDeclaration.of(reader.btf, member.type(), "");
    reader.budget.spendText(structId, member.name(), cType);
    if (offset > Integer.MAX_VALUE || size > Integer.MAX_VALUE) {
      throw StructErrors.malformed(
          structId, "has member " + members.size() + " out of all proportion");
    }
    MemberDetail detail =
        kind == StructLayout.Kind.BITFIELD
            ? bits(member)
            : reader.detail(member.type(), kind, this);
    types.add(member.type());
    members.add(
        new StructLayout.Member(member.name(), cType, (int) offset, (int) size, kind, detail));
  }

  private MemberDetail bits(BtfType.Member member) throws BtfException {
    return new MemberDetail.Bits(
        reader.kinds.kind(reader.btf.resolve(member.type()), false),
        (int) (member.bitOffset() % 8),
        member.bitfieldSize());
  }
}
