package org.bpfskel.data;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.internal.value.CText;

/**
 * Codecs of values that stay where they are in C, as global variables do: writing starts from what
 * stands there. So a value that was read and not changed is written byte for byte, and members that
 * only this build of the object has keep their values.
 */
final class InPlace {
  private InPlace() {}

  /**
   * C: {@code char[size]}, what C would print of it: up to the first NUL, of at most {@code size -
   * 1} bytes. A text that stands there already changes nothing, though it may have no NUL or bytes
   * behind it.
   */
  public static Codec<String> text(int size) {
    return new Text(size);
  }

  /** Whether it is one of {@link #text}. */
  static boolean isText(Codec<?> codec) {
    return codec instanceof Text;
  }

  /** A struct or union of C, in the layout that a build of the object has. */
  public static <T extends StructValue> Codec<T> struct(Supplier<T> empty, StructLayout build) {
    return new InPlaceCodec<>(new StructCodec<>(empty, build), empty, build);
  }

  /** An array of scalars or text; {@code empty} makes a Java array of the C array's lengths. */
  public static <A> Codec<A> array(Supplier<A> empty, Elements elements) {
    return elements.kind() == Kind.TEXT
        ? new TextArrayCodec<>(empty, elements, text(elements.size()))
        : new ArrayCodec<>(empty, null, elements, true);
  }

  /** An array of structs or unions of that layout, as {@link Codec#structs}. */
  public static <A> Codec<A> structs(
      Supplier<A> empty,
      Supplier<? extends StructValue> struct,
      Elements elements,
      StructLayout build) {
    return new InPlaceCodec<>(Codec.structs(empty, struct, elements), struct, build);
  }

  private record Text(int size) implements Codec<String> {
    @Override
    public String read(ByteBuffer bytes, int at) {
      return CText.read(bytes, at, size);
    }

    @Override
    public void write(ByteBuffer bytes, int at, String value) {
      if (read(bytes, at).equals(value)) {
        return;
      }
      String problem = CText.problem(size, value);
      if (problem != null) {
        throw new IllegalArgumentException(problem);
      }
      CText.write(bytes, at, size, value);
    }
  }
}
