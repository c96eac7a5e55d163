package org.bpfskel.processor.dwarf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** Makes records of BTF of entries, as clang makes them of the same types. */
final class TypeConversion {
  /** What clang's BTF has as the type of every array's index. */
  private static final BtfType INDEX =
      new BtfType.Int("__ARRAY_SIZE_TYPE__", 4, false, false, false, 0, 32);

  /**
   * A type that needs an id.
   *
   * @param place of its entry; 0 for an array's index
   * @param behindPointer whether a struct's name is all that is needed
   * @param dimension of an array with several
   */
  private record AskedType(long place, boolean behindPointer, int dimension) {
    static final AskedType INDEX = new AskedType(0, false, 0);
  }

  private final DebugTypes debug;
  private final int firstId;
  private final List<AskedType> wanted = new ArrayList<>();
  private final Map<AskedType, Integer> ids = new HashMap<>();

  TypeConversion(DebugTypes debug, int firstId) {
    this.debug = debug;
    this.firstId = firstId;
  }

  /** Asks for the type whose entry stands there. */
  void want(long place) throws DwarfException {
    id(place, false);
  }

  /** All that are asked for, and what these name. */
  List<BtfType> types() throws DwarfException {
    List<BtfType> types = new ArrayList<>();
    while (types.size() < wanted.size()) {
      AskedType next = wanted.get(types.size());
      types.add(next.equals(AskedType.INDEX) ? INDEX : type(debug.entry(next.place()), next));
    }
    return types;
  }

  private int id(AskedType type) {
    Integer known = ids.get(type);
    if (known == null) {
      known = firstId + wanted.size();
      wanted.add(type);
      ids.put(type, known);
    }
    return known;
  }

  /** Of the type whose entry stands there; 0 for void. */
  private int id(long place, boolean behindPointer) throws DwarfException {
    long at = place;
    for (int i = 0; i < DebugTypes.MAX_CHAIN && at != 0; i++) {
      if (at == DebugEntry.ELSEWHERE) {
        throw new DwarfException(
            "it leaves types to another file or unit: compile without -gsplit-dwarf"
                + " and -fdebug-types-section");
      }
      DebugEntry entry = debug.entry(at);
      if (entry.tag() == DwarfTag.UNSPECIFIED_TYPE) {
        return 0;
      }
      if (entry.tag() != DwarfTag.ATOMIC_TYPE) {
        return id(new AskedType(at, behindPointer, 0));
      }
      at = entry.type();
    }
    return 0;
  }

  private BtfType type(DebugEntry entry, AskedType as) throws DwarfException {
    DwarfTag tag = entry.tag();
    BtfKind kind = tag == null ? null : tag.kind();
    if (tag == null || kind == null) {
      throw new DwarfException(
          "the type at byte %d is of a kind that C does not have".formatted(as.place()));
    }
    return switch (tag) {
      case BASE_TYPE -> BaseTypes.of(entry);
      case POINTER_TYPE -> new BtfType.Ptr(id(entry.type(), true));
      case ARRAY_TYPE -> array(entry, as);
      case STRUCTURE_TYPE, UNION_TYPE -> struct(entry, kind, as.behindPointer());
      case ENUMERATION_TYPE -> EnumTypes.of(debug, entry);
      case SUBROUTINE_TYPE -> prototype(entry);
      default ->
          new BtfType.Modifier(
              kind,
              tag == DwarfTag.TYPEDEF ? entry.name() : "",
              id(entry.type(), as.behindPointer()));
    };
  }

  private BtfType array(DebugEntry entry, AskedType as) throws DwarfException {
    List<Long> lengths = new ArrayList<>();
    for (DebugEntry child : entry.unit().children(entry)) {
      if (child.tag() == DwarfTag.SUBRANGE_TYPE) {
        lengths.add(length(child));
      }
    }
    if (lengths.isEmpty()) {
      lengths.add(0L);
    }
    int dimension = as.dimension();
    boolean last = dimension == lengths.size() - 1;
    int element =
        last
            ? id(entry.type(), as.behindPointer())
            : id(new AskedType(as.place(), as.behindPointer(), dimension + 1));
    return new BtfType.Array(element, id(AskedType.INDEX), lengths.get(dimension));
  }

  /** 0 for an array without end, as a flexible member is. */
  private static long length(DebugEntry range) throws DwarfException {
    long count = range.number(DwarfAttribute.COUNT);
    if (range.has(DwarfAttribute.UPPER_BOUND)) {
      count = range.number(DwarfAttribute.UPPER_BOUND) + 1;
    }
    if (count > 0xffff_ffffL) {
      throw DwarfException.damaged("an array has %d elements".formatted(count));
    }
    return Math.max(0, count);
  }

  private BtfType struct(DebugEntry entry, BtfKind kind, boolean behindPointer)
      throws DwarfException {
    String name = entry.name();
    if (entry.has(DwarfAttribute.DECLARATION) || (behindPointer && !name.isEmpty())) {
      return new BtfType.Fwd(name, kind == BtfKind.UNION);
    }
    List<BtfType.Member> members = new ArrayList<>();
    for (DebugEntry child : entry.unit().children(entry)) {
      if (child.tag() == DwarfTag.INHERITANCE || child.tag() == DwarfTag.VARIANT_PART) {
        throw new DwarfException("'%s' is not of C".formatted(name));
      }
      if (child.tag() == DwarfTag.MEMBER && !child.has(DwarfAttribute.DECLARATION)) {
        members.add(member(child));
      }
    }
    return new BtfType.Composite(kind, name, size(entry), members);
  }

  private BtfType.Member member(DebugEntry entry) throws DwarfException {
    int type = id(entry.type(), false);
    long bits = entry.number(DwarfAttribute.BIT_SIZE);
    long place = entry.number(DwarfAttribute.DATA_MEMBER_LOCATION) * Byte.SIZE;
    if (entry.has(DwarfAttribute.DATA_BIT_OFFSET)) {
      place = entry.number(DwarfAttribute.DATA_BIT_OFFSET);
    } else if (entry.has(DwarfAttribute.BIT_OFFSET)) {
      long fromTop = entry.signed(DwarfAttribute.BIT_OFFSET);
      place +=
          debug.isLittleEndian()
              ? (long) size(debug.sized(entry)) * Byte.SIZE - fromTop - bits
              : fromTop;
    }
    if (place < 0 || place > 0xffff_ffffL || bits < 0 || bits > Long.SIZE * 2) {
      throw DwarfException.damaged(
          "'%s' has %d bits at bit %s".formatted(entry.name(), bits, Long.toUnsignedString(place)));
    }
    return new BtfType.Member(entry.name(), type, place, (int) bits);
  }

  private BtfType prototype(DebugEntry entry) throws DwarfException {
    List<BtfType.Param> params = new ArrayList<>();
    boolean varargs = false;
    for (DebugEntry child : entry.unit().children(entry)) {
      if (child.tag() == DwarfTag.FORMAL_PARAMETER) {
        params.add(new BtfType.Param(child.name(), id(child.type(), true)));
      }
      varargs |= child.tag() == DwarfTag.UNSPECIFIED_PARAMETERS;
    }
    return new BtfType.FuncProto(id(entry.type(), true), params, varargs);
  }

  static int size(DebugEntry entry) throws DwarfException {
    long size = entry.number(DwarfAttribute.BYTE_SIZE);
    if (size < 0 || size > Integer.MAX_VALUE) {
      throw DwarfException.damaged(
          "'%s' has %s bytes".formatted(entry.name(), Long.toUnsignedString(size)));
    }
    return (int) size;
  }
}
