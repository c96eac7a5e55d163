package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes a {@link StructLayout} from BTF. */
final class StructLayoutReader {
  private static final int MAX_DEPTH = 32;

  /** A Java class cannot have more fields. Bounds what anonymous members can multiply to. */
  private static final int MAX_MEMBERS = 65_535;

  /** All names and C types together, in characters. */
  private static final int MAX_TEXT = 16 << 20;

  private final Btf btf;

  /** Layouts of embedded structs, each computed once; present but null while it is under way. */
  private final Map<Integer, @Nullable StructLayout> nested = new HashMap<>();

  private int text;
  private int nesting;

  private StructLayoutReader(Btf btf) {
    this.btf = btf;
  }

  static StructLayout read(Btf btf, int structId) throws BtfException {
    return new StructLayoutReader(btf).read(structId, true);
  }

  static StructLayout readNested(Btf btf, int structId) throws BtfException {
    return new StructLayoutReader(btf).read(structId, false);
  }

  static StructLayout readSection(Btf btf, int sectionId) throws BtfException {
    if (!(btf.type(sectionId) instanceof BtfType.DataSec section)) {
      throw BtfException.nowhere(
          "type " + sectionId + " is no section, but " + btf.kind(sectionId));
    }
    StructLayoutReader reader = new StructLayoutReader(btf);
    List<StructLayout.Member> members = new ArrayList<>();
    for (BtfType.SectionVar entry : section.vars()) {
      if (btf.type(entry.type()) instanceof BtfType.Var variable
          && variable.linkage() != BtfType.Linkage.STATIC) {
        StructLayout.Member member =
            reader.variable(variable.name(), variable.type(), entry.offset());
        if (entry.offset() < 0 || (long) member.offset() + member.size() > section.size()) {
          throw malformed(sectionId, "has variable " + member.name() + " outside of the section");
        }
        members.add(member);
      }
    }
    return new StructLayout(section.name(), section.size(), members);
  }

  static StructLayout.Member readVariable(Btf btf, String name, int typeId, int offset)
      throws BtfException {
    return new StructLayoutReader(btf).variable(name, typeId, offset);
  }

  private StructLayout.Member variable(String name, int typeId, int offset) throws BtfException {
    int id = btf.resolve(typeId);
    StructLayout.Kind kind = kind(id, false);
    return new StructLayout.Member(
        name,
        CDeclaration.of(btf, typeId, ""),
        offset,
        (int) Math.min(size(id), Integer.MAX_VALUE),
        kind,
        detail(typeId, kind));
  }

  private StructLayout read(int structId, boolean topLevel) throws BtfException {
    int id = btf.resolve(structId);
    if (!isComposite(btf.kind(id))) {
      throw BtfException.nowhere(
          "type " + structId + " is no struct or union, but " + btf.kind(id));
    }
    BtfType.Composite struct = (BtfType.Composite) btf.type(id);
    Flat flat = new Flat(topLevel);
    flatten(flat, struct, id, 0, 0);
    String name = struct.name().isEmpty() ? btf.name(structId) : struct.name();
    return new StructLayout(name, struct.size(), flat.members);
  }

  /** The members of one struct, those of anonymous ones in the place of these. */
  private static final class Flat {
    final boolean topLevel;
    final List<StructLayout.Member> members = new ArrayList<>();
    int visited;

    Flat(boolean topLevel) {
      this.topLevel = topLevel;
    }
  }

  /** Adds the members of a struct that starts at byte {@code base} of the outermost one. */
  private void flatten(Flat flat, BtfType.Composite struct, int structId, long base, int depth)
      throws BtfException {
    flat.visited += struct.members().size();
    if (depth > MAX_DEPTH || flat.visited > MAX_MEMBERS) {
      throw malformed(structId, "has too many members, or anonymous ones nested too deep");
    }
    for (BtfType.Member member : struct.members()) {
      int id = btf.resolve(member.type());
      long size = size(id);
      check(struct, structId, member, size);
      long offset = base + member.bitOffset() / 8;
      if (!member.name().isEmpty()) {
        boolean slot = flat.topLevel && depth == 0 && struct.kind() == BtfKind.STRUCT;
        StructLayout.Kind kind =
            member.bitfieldSize() > 0 ? StructLayout.Kind.BITFIELD : kind(id, slot);
        add(flat, member, structId, offset, size, kind);
      } else if (isComposite(btf.kind(id))) {
        flatten(flat, (BtfType.Composite) btf.type(id), id, offset, depth + 1);
      } // else an unnamed bitfield, which is padding
    }
  }

  private void add(
      Flat flat,
      BtfType.Member member,
      int structId,
      long offset,
      long size,
      StructLayout.Kind kind)
      throws BtfException {
    String cType = CDeclaration.of(btf, member.type(), "");
    text += member.name().length() + cType.length();
    if (text > MAX_TEXT || offset > Integer.MAX_VALUE || size > Integer.MAX_VALUE) {
      throw malformed(structId, "has member " + flat.members.size() + " out of all proportion");
    }
    flat.members.add(
        new StructLayout.Member(
            member.name(),
            cType,
            (int) offset,
            (int) size,
            kind,
            kind == StructLayout.Kind.BITFIELD ? bits(member) : detail(member.type(), kind)));
  }

  private MemberDetail bits(BtfType.Member member) throws BtfException {
    return new MemberDetail.Bits(
        kind(btf.resolve(member.type()), false),
        (int) (member.bitOffset() % 8),
        member.bitfieldSize());
  }

  private MemberDetail detail(int typeId, StructLayout.Kind kind) throws BtfException {
    return switch (kind) {
      case STRUCT, UNION -> new MemberDetail.Nested(nested(btf.resolve(typeId)));
      case ARRAY -> elements(btf.resolve(typeId));
      default -> MemberDetail.NONE;
    };
  }

  private StructLayout nested(int id) throws BtfException {
    StructLayout known = nested.get(id);
    if (known != null) {
      return known;
    }
    if (nested.containsKey(id) || nesting == MAX_DEPTH) {
      throw malformed(id, "contains itself, or is embedded deeper than " + MAX_DEPTH + " levels");
    }
    nested.put(id, null);
    nesting++;
    StructLayout layout = read(id, false);
    nesting--;
    nested.put(id, layout);
    return layout;
  }

  private MemberDetail.Elements elements(int arrayId) throws BtfException {
    List<Integer> lengths = new ArrayList<>();
    int id = arrayId;
    StructLayout.Kind kind = StructLayout.Kind.ARRAY;
    while (kind == StructLayout.Kind.ARRAY) {
      BtfType.Array array = (BtfType.Array) btf.type(id);
      lengths.add((int) Math.min(array.length(), Integer.MAX_VALUE));
      id = btf.resolve(array.element());
      kind = kind(id, false);
    }
    boolean composite = isComposite(btf.kind(id));
    return new MemberDetail.Elements(kind, (int) size(id), lengths, composite ? nested(id) : null);
  }

  private void check(BtfType.Composite struct, int structId, BtfType.Member member, long size)
      throws BtfException {
    boolean bitfield = member.bitfieldSize() > 0;
    if (!bitfield && member.bitOffset() % 8 != 0) {
      throw malformed(structId, "has a member at bit " + member.bitOffset() + ", within a byte");
    }
    long bits = bitfield ? member.bitfieldSize() : size * 8;
    if (bits > 0 && member.bitOffset() + bits > struct.size() * 8L) {
      throw malformed(
          structId,
          "has a member from bit "
              + member.bitOffset()
              + " with "
              + bits
              + " bits, but only "
              + struct.size()
              + " bytes");
    }
  }

  /** Bytes, 0 for what has no size, such as an incomplete type. */
  private long size(int id) throws BtfException {
    return switch (btf.kind(id)) {
      case VOID, FWD, FUNC, FUNC_PROTO, DATASEC, UNKNOWN -> 0;
      default -> btf.sizeOf(id);
    };
  }

  private StructLayout.Kind kind(int id, boolean atTopLevel) throws BtfException {
    return switch (btf.kind(id)) {
      case INT -> integer((BtfType.Int) btf.type(id));
      case FLOAT ->
          switch ((int) btf.sizeOf(id)) {
            case 4 -> StructLayout.Kind.FLOAT32;
            case 8 -> StructLayout.Kind.FLOAT64;
            default -> StructLayout.Kind.OPAQUE;
          };
      case ENUM, ENUM64 -> enumeration((BtfType.Enum) btf.type(id));
      case PTR ->
          atTopLevel && isFunction(((BtfType.Ptr) btf.type(id)).type())
              ? StructLayout.Kind.PROGRAM
              : StructLayout.Kind.POINTER;
      case ARRAY -> array((BtfType.Array) btf.type(id));
      case STRUCT -> StructLayout.Kind.STRUCT;
      case UNION -> StructLayout.Kind.UNION;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  private static StructLayout.Kind integer(BtfType.Int type) {
    if (type.isBool()) {
      return type.size() == 1 ? StructLayout.Kind.BOOL : StructLayout.Kind.OPAQUE;
    }
    return switch (type.size()) {
      case 1 -> type.signed() ? StructLayout.Kind.INT8 : StructLayout.Kind.UINT8;
      case 2 -> type.signed() ? StructLayout.Kind.INT16 : StructLayout.Kind.UINT16;
      case 4 -> type.signed() ? StructLayout.Kind.INT32 : StructLayout.Kind.UINT32;
      case 8 -> type.signed() ? StructLayout.Kind.INT64 : StructLayout.Kind.UINT64;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  private static StructLayout.Kind enumeration(BtfType.Enum type) {
    return switch (type.size()) {
      case 1, 2, 4, 8 -> type.signed() ? StructLayout.Kind.SIGNED_ENUM : StructLayout.Kind.ENUM;
      default -> StructLayout.Kind.OPAQUE;
    };
  }

  /** Chains of arrays are short here: the size has been computed, which bounds them. */
  private StructLayout.Kind array(BtfType.Array array) throws BtfException {
    if (array.length() == 0) {
      return StructLayout.Kind.OPAQUE;
    }
    int element = btf.resolve(array.element());
    boolean chars =
        btf.kind(element) == BtfKind.INT
            && btf.sizeOf(element) == 1
            && btf.name(element).equals("char");
    if (chars) {
      return StructLayout.Kind.TEXT;
    }
    return kind(element, false) == StructLayout.Kind.OPAQUE
        ? StructLayout.Kind.OPAQUE
        : StructLayout.Kind.ARRAY;
  }

  private boolean isFunction(int pointee) throws BtfException {
    return btf.kind(btf.resolve(pointee)) == BtfKind.FUNC_PROTO;
  }

  private static boolean isComposite(BtfKind kind) {
    return kind == BtfKind.STRUCT || kind == BtfKind.UNION;
  }

  private static BtfException malformed(int structId, String found) {
    return BtfException.nowhere("struct or union, type " + structId + ", " + found);
  }
}
