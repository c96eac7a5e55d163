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
import org.bpfskel.data.StructValue;
import org.jspecify.annotations.Nullable;

/**
 * A struct's layout, written out member by member by generated code, in the members' order, as the
 * BTF of the object has them. Once it has been asked for as a {@link StructLayout} it is complete,
 * and every method that would add a member throws {@link IllegalStateException}.
 *
 * <p>Members are added by one thread alone, that of the class's initialiser; a complete layout is
 * safe for use by several. It says nothing of byte order: values are read in that of the machine.
 */
public final class GeneratedLayout extends LayoutScalars {
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

  /**
   * Starts that of a struct with a tag, {@code struct event}, or of what is laid out like one, as a
   * section of global variables is.
   *
   * @param name the tag, or the section's name
   * @param size bytes of the whole struct, padding included
   * @return a new layout that has no members yet
   */
  public static GeneratedLayout of(String name, int size) {
    return new GeneratedLayout(Naming.STRUCT_TAG, name, size);
  }

  /**
   * Starts that of a union with a tag, {@code union event}.
   *
   * @param name the tag
   * @param size bytes of the whole union, padding included
   * @return a new layout that has no members yet
   */
  public static GeneratedLayout ofUnion(String name, int size) {
    return new GeneratedLayout(Naming.UNION_TAG, name, size);
  }

  /**
   * Starts that of a struct or union without a tag, which a typedef declares: {@code typedef struct
   * {…} event}.
   *
   * @param name the typedef's name
   * @param size bytes of the whole struct or union, padding included
   * @return a new layout that has no members yet
   */
  public static GeneratedLayout ofTypedef(String name, int size) {
    return new GeneratedLayout(Naming.TYPEDEF, name, size);
  }

  /**
   * Takes that of a class which is nested in another skeleton, or in one of {@code @BpfTypes}.
   *
   * @param value an object of the class
   * @return a complete layout
   */
  public static GeneratedLayout of(StructValue value) {
    StructLayout layout = value.structLayout();
    GeneratedLayout same = new GeneratedLayout(layout.naming(), layout.name(), layout.size());
    same.complete = layout;
    return same;
  }

  /**
   * Ends the list: there are no more members.
   *
   * @return this layout, which is complete now
   */
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

  @Override
  GeneratedLayout add(Member member) {
    if (complete != null) {
      throw new IllegalStateException(name + " is complete");
    }
    members.add(member);
    return this;
  }

  /**
   * Adds a member of kind {@link Kind#STRUCT}: a struct that has a name and is embedded whole.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of that struct, which is complete from now on
   * @return this layout
   */
  public GeneratedLayout struct(String name, String cType, int offset, GeneratedLayout layout) {
    return member(
        Kind.STRUCT,
        name,
        cType,
        offset,
        layout.structLayout().size(),
        new MemberDetail.Nested(layout.structLayout()));
  }

  /**
   * Adds a member of kind {@link Kind#UNION}: a union that has a name and is embedded whole.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of that union, which is complete from now on
   * @return this layout
   */
  public GeneratedLayout union(String name, String cType, int offset, GeneratedLayout layout) {
    return member(
        Kind.UNION,
        name,
        cType,
        offset,
        layout.structLayout().size(),
        new MemberDetail.Nested(layout.structLayout()));
  }

  /**
   * Adds a member of kind {@link Kind#ARRAY}, of scalars or of text: {@code int[4][2]}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param element what one element is in Java
   * @param size bytes of one element
   * @param lengths how many elements each dimension has, in C's order
   * @return this layout
   */
  public GeneratedLayout array(
      String name, String cType, int offset, Kind element, int size, int... lengths) {
    return array(name, cType, offset, elements(element, size, lengths));
  }

  /**
   * Adds a member of kind {@link Kind#ARRAY}, of structs.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of one element, which is complete from now on
   * @param lengths how many elements each dimension has, in C's order
   * @return this layout
   */
  public GeneratedLayout structs(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return array(name, cType, offset, elements(Kind.STRUCT, layout, lengths));
  }

  /**
   * Adds a member of kind {@link Kind#ARRAY}, of unions.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of one element, which is complete from now on
   * @param lengths how many elements each dimension has, in C's order
   * @return this layout
   */
  public GeneratedLayout unions(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return array(name, cType, offset, elements(Kind.UNION, layout, lengths));
  }

  /**
   * Adds a member of kind {@link Kind#FLEXIBLE}, of scalars or of text: the array without a length
   * that a struct ends with. The member itself has no bytes.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param element what one element is in Java
   * @param size bytes of one element
   * @param lengths how many elements each dimension but the first has, in C's order
   * @return this layout
   */
  public GeneratedLayout flexible(
      String name, String cType, int offset, Kind element, int size, int... lengths) {
    return flexible(name, cType, offset, elements(element, size, behind(lengths)));
  }

  /**
   * Adds a member of kind {@link Kind#FLEXIBLE}, of structs, as {@link #flexible} does of scalars.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of one element, which is complete from now on
   * @param lengths how many elements each dimension but the first has, in C's order
   * @return this layout
   */
  public GeneratedLayout flexibleStructs(
      String name, String cType, int offset, GeneratedLayout layout, int... lengths) {
    return flexible(name, cType, offset, elements(Kind.STRUCT, layout, behind(lengths)));
  }

  /**
   * Adds a member of kind {@link Kind#FLEXIBLE}, of unions, as {@link #flexible} does of scalars.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name
   * @param offset bytes from the start of the struct to the member
   * @param layout the layout of one element, which is complete from now on
   * @param lengths how many elements each dimension but the first has, in C's order
   * @return this layout
   */
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
   * Adds a member of kind {@link Kind#BITFIELD}: {@code unsigned int low : 5}.
   *
   * @param name the member's name in C
   * @param cType its type as C writes it, without the name and the width
   * @param offset bytes from the start of the struct to the byte that has the field's first bit
   * @param size bytes of the declared type
   * @param value what the declared type is in Java
   * @param firstBit bits from the start of that byte to the field's first, 0 to 7: from the lowest
   *     bit in a little-endian object, from the highest in a big-endian one
   * @param bits width of the field
   * @return this layout
   */
  public GeneratedLayout bits(
      String name, String cType, int offset, int size, Kind value, int firstBit, int bits) {
    return member(
        Kind.BITFIELD, name, cType, offset, size, new MemberDetail.Bits(value, firstBit, bits));
  }
}
