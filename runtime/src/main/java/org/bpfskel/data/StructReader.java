package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.CBits;
import org.bpfskel.internal.value.CEnum;
import org.bpfskel.internal.value.CText;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a C struct, by their index in its {@link StructLayout}, from bytes in native
 * byte order. Called by generated code.
 */
public class StructReader {
  private final ByteBuffer bytes;
  private final StructLayout layout;

  /** Of its members, if who made the reader makes many; else null. */
  private final int @Nullable [] offsets;

  private int base;

  /** Whether nobody else writes to the bytes: then the structs in here may keep them. */
  private final boolean own;

  /** What a record has of the flexible array; null if none. */
  private @Nullable ByteBuffer tail;

  /** Whether the flexible array stays as it is. */
  private boolean keepsTail;

  /**
   * A struct of that layout from index {@code base} of the buffer on.
   *
   * @param bytes a buffer in native byte order
   * @param layout of the struct in C
   * @param base where the struct begins, from the buffer's start
   */
  protected StructReader(ByteBuffer bytes, StructLayout layout, int base) {
    this(bytes, layout, null, base, false);
  }

  StructReader(ByteBuffer bytes, StructLayout layout, int base, boolean own) {
    this(bytes, layout, null, base, own);
  }

  /** As the other, with the {@link #offsets} of the layout: an array is read faster than a list. */
  StructReader(
      ByteBuffer bytes, StructLayout layout, int @Nullable [] offsets, int base, boolean own) {
    this.bytes = bytes;
    this.layout = layout;
    this.offsets = offsets;
    this.base = base;
    this.own = own;
  }

  /**
   * C: an integer of 1 byte, signed or not.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final byte int8(int member) {
    return bytes.get(position(member));
  }

  /**
   * C: an integer of 2 bytes, signed or not.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final short int16(int member) {
    return bytes.getShort(position(member));
  }

  /**
   * C: an integer of 4 bytes, signed or not.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final int int32(int member) {
    return bytes.getInt(position(member));
  }

  /**
   * C: an integer of 8 bytes, signed or not, or an enum of that size.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final long int64(int member) {
    return bytes.getLong(position(member));
  }

  /**
   * C: {@code bool}; every byte but 0 is true.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final boolean bool(int member) {
    return int8(member) != 0;
  }

  /**
   * C: {@code float}.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final float float32(int member) {
    return bytes.getFloat(position(member));
  }

  /**
   * C: {@code double}.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final double float64(int member) {
    return bytes.getDouble(position(member));
  }

  /**
   * C: an enum of 1, 2 or 4 bytes, widened by its sign.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final int enum32(int member) {
    return CEnum.read(bytes, position(member), member(member).kind(), member(member).size());
  }

  /**
   * C: {@code char[N]}, up to the first NUL, as UTF-8; a byte that is none is a lone surrogate, as
   * {@link Codec#text} has it.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final String text(int member) {
    return CText.read(bytes, position(member), member(member).size());
  }

  /**
   * C: a pointer to data, or a function pointer below the top level of a struct_ops type.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final long pointer(int member) {
    return int64(member);
  }

  /**
   * C: a bitfield, widened by its sign.
   *
   * @param member index of the member in the layout
   * @return the value as Java has it
   */
  public final long bits(int member) {
    return CBits.read(bytes, position(member), (MemberDetail.Bits) member(member).detail());
  }

  /**
   * C: an embedded struct or union.
   *
   * @param member index of the member in the layout
   * @param value what is written
   */
  public final void struct(int member, StructValue value) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    readStruct(value, position(member), nested.layout());
  }

  /** What a record has of the flexible array, which nobody else writes to; null if none. */
  final StructReader tail(@Nullable ByteBuffer elements) {
    tail = elements;
    return this;
  }

  final @Nullable ByteBuffer tail() {
    return tail;
  }

  /** Of a struct whose flexible array stays as it is. */
  final StructReader keepingTail(@Nullable ByteBuffer elements) {
    keepsTail = true;
    return tail(elements);
  }

  private void readStruct(StructValue value, int at, StructLayout struct) {
    if (own) {
      value.readOwn(bytes, at, struct);
    } else {
      value.readFrom(bytes, at, struct);
    }
  }

  /**
   * C: an array, or a value without a Java type as its bytes.
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param array to be filled, and returned; of the C array's lengths
   * @return the value as Java has it
   */
  public final <A> A array(int member, A array) {
    CArray.of(member(member)).read(bytes, position(member), array);
    return array;
  }

  /**
   * C: an array of structs or unions.
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param array to be filled with new elements, and returned; of the C array's lengths
   * @param element makes a new struct for each place
   * @return the value as Java has it
   */
  public final <A> A structs(int member, A array, Supplier<? extends StructValue> element) {
    CArray.of(member(member)).read(position(member), array, element, this::readStruct);
    return array;
  }

  /**
   * C: the array of no fixed length that a struct ends with: as many elements as the record has;
   * none where the struct is no record.
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param array to be filled, and returned, if it has that length; else a new one is
   * @param empty makes an array of a length
   * @return the value as Java has it
   */
  public final <A> A flexible(int member, A array, IntFunction<A> empty) {
    if (keepsTail) {
      return array;
    }
    int length = FlexibleArray.count(member(member), tail);
    A filled = FlexibleArray.ofLength(array, length, empty);
    if (tail != null) {
      CArray.of(FlexibleArray.at(member(member), 0, length)).read(tail, 0, filled);
    }
    return filled;
  }

  /**
   * As the other, of structs or unions, each a new object.
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param array to be filled, and returned, if it has that length; else a new one is
   * @param empty makes an array of a length
   * @param element makes a new struct for each place
   * @return the value as Java has it
   */
  public final <A> A flexible(
      int member, A array, IntFunction<A> empty, Supplier<? extends StructValue> element) {
    if (keepsTail) {
      return array;
    }
    int length = FlexibleArray.count(member(member), tail);
    A filled = FlexibleArray.ofLength(array, length, empty);
    ByteBuffer elements = tail;
    if (elements != null) {
      CArray.of(FlexibleArray.at(member(member), 0, length))
          .read(0, filled, element, (value, at, struct) -> value.readFrom(elements, at, struct));
    }
    return filled;
  }

  /** Goes to another struct of the same layout. */
  final void moveTo(int at) {
    base = at;
  }

  /** A reader of an array's element, {@code offset} bytes from where the member begins. */
  final StructReader element(int member, int offset, StructLayout element) {
    return new StructReader(bytes, element, position(member) + offset);
  }

  /** Copies the whole struct to an index of another buffer. */
  final void copyTo(ByteBuffer target, int at) {
    target.put(at, bytes, base, layout.size());
  }

  /**
   * {@return where a member begins in the buffer}
   *
   * @param member index of the member in the layout
   */
  protected final int position(int member) {
    int[] known = offsets;
    return base + (known == null ? member(member).offset() : known[member]);
  }

  /** Of a layout's members, in their order. */
  static int[] offsets(StructLayout layout) {
    return layout.members().stream().mapToInt(Member::offset).toArray();
  }

  private Member member(int index) {
    return layout.members().get(index);
  }
}
