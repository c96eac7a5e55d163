package org.bpfskel.generated;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.btf.StructLayout.Naming;
import org.jspecify.annotations.Nullable;

/**
 * A struct's layout, written out member by member by generated code, in the members' order. Once it
 * has been asked for as a {@link StructLayout} it is complete.
 */
public final class GeneratedLayout {
  /** {@link Kind#INT8}. */
  public static final Kind INT8 = Kind.INT8;

  /** {@link Kind#UINT8}. */
  public static final Kind UINT8 = Kind.UINT8;

  /** {@link Kind#INT16}. */
  public static final Kind INT16 = Kind.INT16;

  /** {@link Kind#UINT16}. */
  public static final Kind UINT16 = Kind.UINT16;

  /** {@link Kind#INT32}. */
  public static final Kind INT32 = Kind.INT32;

  /** {@link Kind#UINT32}. */
  public static final Kind UINT32 = Kind.UINT32;

  /** {@link Kind#INT64}. */
  public static final Kind INT64 = Kind.INT64;

  /** {@link Kind#UINT64}. */
  public static final Kind UINT64 = Kind.UINT64;

  /** {@link Kind#BOOL}. */
  public static final Kind BOOL = Kind.BOOL;

  /** {@link Kind#FLOAT32}. */
  public static final Kind FLOAT32 = Kind.FLOAT32;

  /** {@link Kind#FLOAT64}. */
  public static final Kind FLOAT64 = Kind.FLOAT64;

  /** {@link Kind#ENUM}. */
  public static final Kind ENUM = Kind.ENUM;

  /** {@link Kind#SIGNED_ENUM}. */
  public static final Kind SIGNED_ENUM = Kind.SIGNED_ENUM;

  /** {@link Kind#TEXT}. */
  public static final Kind TEXT = Kind.TEXT;

  /** {@link Kind#POINTER}. */
  public static final Kind POINTER = Kind.POINTER;

  /** {@link Kind#OPAQUE}. */
  public static final Kind OPAQUE = Kind.OPAQUE;

  private final Naming naming;
  private final String name;
  private final int size;
  private final List<Member> members = new ArrayList<>();
  private volatile @Nullable StructLayout complete;

  private GeneratedLayout(Naming naming, String name, int size) {
    this.naming = naming;
    this.name = name;
    this.size = size;
  }

  /** Starts that of a struct with a tag, or of what is laid out like one. */
  public static GeneratedLayout of(String name, int size) {
    return new GeneratedLayout(Naming.STRUCT_TAG, name, size);
  }

  /** Starts that of a union with that tag. */
  public static GeneratedLayout ofUnion(String name, int size) {
    return new GeneratedLayout(Naming.UNION_TAG, name, size);
  }

  /** Starts that of a struct or union without a tag that the typedef declares. */
  public static GeneratedLayout ofTypedef(String name, int size) {
    return new GeneratedLayout(Naming.TYPEDEF, name, size);
  }

  /** Ends the list: there are no more members. */
  public GeneratedLayout build() {
    structLayout();
    return this;
  }

  /** {@return the layout as the BTF reader would have it, always the same object} */
  public StructLayout structLayout() {
    StructLayout layout = complete;
    return layout == null ? complete() : layout;
  }

  private synchronized StructLayout complete() {
    StructLayout layout = complete;
    if (layout == null) {
      layout = new StructLayout(naming, name, size, members);
      complete = layout;
    }
    return layout;
  }

  /** Adds a member of any kind. */
  public GeneratedLayout member(Kind kind, String name, String cType, int offset, int size) {
    return member(kind, name, cType, offset, size, MemberDetail.NONE);
  }

  private GeneratedLayout member(
      Kind kind, String name, String cType, int offset, int size, MemberDetail detail) {
    return add(new Member(name, cType, offset, size, kind, detail));
  }

  GeneratedLayout add(Member member) {
    if (complete != null) {
      throw new IllegalStateException(name + " is complete");
    }
    members.add(member);
    return this;
  }

  /** Adds a member of kind {@link Kind#STRUCT}. */
  public GeneratedLayout struct(String name, String cType, int offset, GeneratedLayout layout) {
    return member(
        Kind.STRUCT,
        name,
        cType,
        offset,
        layout.structLayout().size(),
        new MemberDetail.Nested(layout.structLayout()));
  }

  /** Adds a member of kind {@link Kind#UNION}. */
  public GeneratedLayout union(String name, String cType, int offset, GeneratedLayout layout) {
    return member(
        Kind.UNION,
        name,
        cType,
        offset,
        layout.structLayout().size(),
        new MemberDetail.Nested(layout.structLayout()));
  }

  /** Adds an array of scalars or text; {@code size} is that of one element. */
  public GeneratedLayout array(
      String name, String cType, int offset, Kind element, int size, int... lengths) {
    return array(name, cType, offset, elements(element, size, lengths));
  }

  /** Adds an array of structs. */
  public GeneratedLayout structs(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return array(name, cType, offset, elements(Kind.STRUCT, layout, lengths));
  }

  /** Adds an array of unions. */
  public GeneratedLayout unions(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return array(name, cType, offset, elements(Kind.UNION, layout, lengths));
  }

  /**
   * Adds an array of kind {@link Kind#FLEXIBLE}, of scalars or text.
   *
   * @param size of one element
   * @param lengths of all dimensions but the first
   */
  public GeneratedLayout flexible(
      String name, String cType, int offset, Kind element, int size, int... lengths) {
    return flexible(name, cType, offset, elements(element, size, behind(lengths)));
  }

  /** As {@link #flexible}, of structs. */
  public GeneratedLayout flexibleStructs(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return flexible(name, cType, offset, elements(Kind.STRUCT, layout, behind(lengths)));
  }

  /** As {@link #flexible}, of unions. */
  public GeneratedLayout flexibleUnions(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return flexible(name, cType, offset, elements(Kind.UNION, layout, behind(lengths)));
  }

  private static Elements elements(Kind kind, int size, int... lengths) {
    return new Elements(kind, size, Arrays.stream(lengths).boxed().toList(), null);
  }

  private static Elements elements(Kind kind, GeneratedLayout layout, int... lengths) {
    StructLayout element = layout.structLayout();
    return elements(kind, element.size(), lengths).of(element);
  }

  /** All lengths of an array whose first has no fixed one. */
  private static int[] behind(int... lengths) {
    return IntStream.concat(IntStream.of(0), IntStream.of(lengths)).toArray();
  }

  private GeneratedLayout flexible(String name, String cType, int offset, Elements elements) {
    return member(Kind.FLEXIBLE, name, cType, offset, 0, elements);
  }

  private GeneratedLayout array(String name, String cType, int offset, Elements elements) {
    return member(Kind.ARRAY, name, cType, offset, elements.size() * elements.count(), elements);
  }

  /**
   * Adds a member of kind {@link Kind#BITFIELD}.
   *
   * @param size of the declared type, in bytes
   * @param value kind of the declared type
   * @param firstBit counted from the start of the byte at {@code offset}
   * @param bits width
   */
  public GeneratedLayout bits(
      String name, String cType, int offset, int size, Kind value, int firstBit, int bits) {
    return member(
        Kind.BITFIELD, name, cType, offset, size, new MemberDetail.Bits(value, firstBit, bits));
  }

  /** Adds a member of kind {@link Kind#INT8}. */
  public GeneratedLayout int8(String name, String cType, int offset) {
    return member(Kind.INT8, name, cType, offset, 1);
  }

  /** Adds a member of kind {@link Kind#UINT8}. */
  public GeneratedLayout uint8(String name, String cType, int offset) {
    return member(Kind.UINT8, name, cType, offset, 1);
  }

  /** Adds a member of kind {@link Kind#INT16}. */
  public GeneratedLayout int16(String name, String cType, int offset) {
    return member(Kind.INT16, name, cType, offset, 2);
  }

  /** Adds a member of kind {@link Kind#UINT16}. */
  public GeneratedLayout uint16(String name, String cType, int offset) {
    return member(Kind.UINT16, name, cType, offset, 2);
  }

  /** Adds a member of kind {@link Kind#INT32}. */
  public GeneratedLayout int32(String name, String cType, int offset) {
    return member(Kind.INT32, name, cType, offset, 4);
  }

  /** Adds a member of kind {@link Kind#UINT32}. */
  public GeneratedLayout uint32(String name, String cType, int offset) {
    return member(Kind.UINT32, name, cType, offset, 4);
  }

  /** Adds a member of kind {@link Kind#INT64}. */
  public GeneratedLayout int64(String name, String cType, int offset) {
    return member(Kind.INT64, name, cType, offset, 8);
  }

  /** Adds a member of kind {@link Kind#UINT64}. */
  public GeneratedLayout uint64(String name, String cType, int offset) {
    return member(Kind.UINT64, name, cType, offset, 8);
  }

  /** Adds a member of kind {@link Kind#BOOL}. */
  public GeneratedLayout bool(String name, String cType, int offset) {
    return member(Kind.BOOL, name, cType, offset, 1);
  }

  /** Adds a member of kind {@link Kind#FLOAT32}. */
  public GeneratedLayout float32(String name, String cType, int offset) {
    return member(Kind.FLOAT32, name, cType, offset, 4);
  }

  /** Adds a member of kind {@link Kind#FLOAT64}. */
  public GeneratedLayout float64(String name, String cType, int offset) {
    return member(Kind.FLOAT64, name, cType, offset, 8);
  }

  /** Adds a member of kind {@link Kind#POINTER}. */
  public GeneratedLayout pointer(String name, String cType, int offset) {
    return member(Kind.POINTER, name, cType, offset, 8);
  }

  /** Adds a member of kind {@link Kind#PROGRAM}. */
  public GeneratedLayout program(String name, String cType, int offset) {
    return member(Kind.PROGRAM, name, cType, offset, 8);
  }

  /** Adds a member of kind {@link Kind#ENUM}. */
  public GeneratedLayout enumeration(String name, String cType, int offset, int size) {
    return member(Kind.ENUM, name, cType, offset, size);
  }

  /** Adds a member of kind {@link Kind#SIGNED_ENUM}. */
  public GeneratedLayout signedEnumeration(String name, String cType, int offset, int size) {
    return member(Kind.SIGNED_ENUM, name, cType, offset, size);
  }

  /** Adds a member of kind {@link Kind#TEXT}. */
  public GeneratedLayout text(String name, String cType, int offset, int size) {
    return member(Kind.TEXT, name, cType, offset, size);
  }
}
