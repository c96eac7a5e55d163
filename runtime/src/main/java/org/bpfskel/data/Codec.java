package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;

/**
 * How a C value of a fixed size becomes a Java object, and back. Stateless, so safe for use by
 * several threads, as any other implementation must be. Writing what was read must give the same
 * bytes again, or a key that was read will not find its element; a codec that is {@link OneToOne}
 * too says that it can be read whatever the bytes are.
 *
 * @param <T> the Java type
 */
public interface Codec<T> {
  /** C: an integer of 1 byte, signed or not. */
  Codec<Byte> INT8 = ScalarCodec.INT8;

  /** C: an integer of 2 bytes, signed or not. */
  Codec<Short> INT16 = ScalarCodec.INT16;

  /** C: an integer of 4 bytes, signed or not, or an enum of that size. */
  Codec<Integer> INT32 = ScalarCodec.INT32;

  /** C: an integer of 8 bytes, signed or not, an enum of that size, or a pointer. */
  Codec<Long> INT64 = ScalarCodec.INT64;

  /** C: an enum of 1 byte without negative constants. */
  Codec<Integer> ENUM8 = new EnumCodec(Kind.ENUM, Byte.BYTES);

  /** C: an enum of 2 bytes without negative constants. */
  Codec<Integer> ENUM16 = new EnumCodec(Kind.ENUM, Short.BYTES);

  /** C: an enum of 1 byte with negative constants. */
  Codec<Integer> SIGNED_ENUM8 = new EnumCodec(Kind.SIGNED_ENUM, Byte.BYTES);

  /** C: an enum of 2 bytes with negative constants. */
  Codec<Integer> SIGNED_ENUM16 = new EnumCodec(Kind.SIGNED_ENUM, Short.BYTES);

  /**
   * C: {@code bool}. Reading refuses a byte other than 0 and 1, which Java could not write again.
   */
  Codec<Boolean> BOOL = ScalarCodec.BOOL;

  /**
   * C: {@code float}. Every bit is kept, also of a NaN; but all NaNs are equal as a {@link Float},
   * so they are one key of a Java map.
   */
  Codec<Float> FLOAT32 = ScalarCodec.FLOAT32;

  /** C: {@code double}, as {@link #FLOAT32}. */
  Codec<Double> FLOAT64 = ScalarCodec.FLOAT64;

  /**
   * C: {@code char[size]} that stands alone, such as a map's key: all of its bytes, so that what
   * was read can be written again. Zeros at the end are left out: a text of C is the plain string,
   * at most {@code size} bytes of UTF-8. Bytes behind a NUL follow it, {@code "ab\0rest"}. A byte
   * that is no UTF-8 is the lone surrogate U+DC00 plus its value, from U+DC80 to U+DCFF. Use {@link
   * #bytes} for addresses, digests and whatever else is no text.
   *
   * @param size in bytes, 0 at least
   * @return the codec of that many bytes
   */
  static Codec<String> text(int size) {
    return new TextCodec(size);
  }

  /**
   * Any value of C as its bytes, in native byte order.
   *
   * @param size in bytes, 0 at least
   * @return the codec of that many bytes
   */
  static Codec<byte[]> bytes(int size) {
    return new BytesCodec(size);
  }

  /**
   * {@return the codec of a struct or union of C, in the layout that its class was generated with}
   *
   * @param <T> the class that was generated for the struct
   * @param empty makes a new struct to copy into
   */
  static <T extends StructValue> Codec<T> struct(Supplier<T> empty) {
    return new StructCodec<>(empty);
  }

  /**
   * {@return the codec of a struct or union of C, in another layout with the same members}
   *
   * @param <T> the class that was generated for the struct
   * @param empty makes a new struct to copy into
   * @param layout of the struct in C
   */
  static <T extends StructValue> Codec<T> struct(Supplier<T> empty, StructLayout layout) {
    return new StructCodec<>(empty, layout);
  }

  /**
   * {@return the codec of an array of scalars or text}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param empty makes a Java array of the C array's lengths
   * @param elements what each element is
   */
  static <A> Codec<A> array(Supplier<A> empty, Elements elements) {
    return elements.kind() == Kind.TEXT
        ? new TextArrayCodec<>(empty, elements, text(elements.size()))
        : new ArrayCodec<>(empty, null, elements, false);
  }

  /**
   * {@return the codec of an array of scalars or text}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param empty makes a Java array of the C array's lengths
   * @param element kind of an element
   * @param size of an element, in bytes
   * @param lengths one for each dimension, as in C
   */
  static <A> Codec<A> array(Supplier<A> empty, Kind element, int size, Integer... lengths) {
    return array(empty, new Elements(element, size, List.of(lengths), null));
  }

  /**
   * {@return the codec of an array of structs or unions}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param empty makes a Java array of the C array's lengths
   * @param struct makes an empty element
   * @param lengths one for each dimension, as in C
   */
  static <A> Codec<A> structs(
      Supplier<A> empty, Supplier<? extends StructValue> struct, Integer... lengths) {
    StructLayout layout = struct.get().structLayout();
    return structs(
        empty, struct, new Elements(Kind.STRUCT, layout.size(), List.of(lengths), layout));
  }

  /**
   * {@return the codec of an array of structs or unions}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param empty makes a Java array of the C array's lengths
   * @param struct makes an empty element
   * @param elements what each element is
   */
  static <A> Codec<A> structs(
      Supplier<A> empty, Supplier<? extends StructValue> struct, Elements elements) {
    return new ArrayCodec<>(empty, struct, elements, false);
  }

  /** {@return bytes of the C value} */
  int size();

  /**
   * {@return the value at index {@code at} of a buffer in native byte order}
   *
   * @param bytes a buffer in native byte order
   * @param at where the value begins, from the buffer's start
   * @throws IllegalArgumentException if Java has no value for these bytes that would be written as
   *     they are, such as for a {@code bool} that is 2
   */
  T read(ByteBuffer bytes, int at);

  /**
   * Writes the value at index {@code at} of a buffer in native byte order. Padding is what the
   * value was read with, of a new one zeros.
   *
   * @param bytes a buffer in native byte order
   * @param at where the value begins, from the buffer's start
   * @param value what is written
   * @throws IllegalArgumentException if C's value cannot be that
   */
  void write(ByteBuffer bytes, int at, T value);
}
