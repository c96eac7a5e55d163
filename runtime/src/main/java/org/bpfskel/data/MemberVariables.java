package org.bpfskel.data;

import java.util.function.Supplier;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.DataMemory;

/** Handles on the members of a layout, by their index in it. What generated code calls. */
public abstract sealed class MemberVariables permits Variables {
  private final DataMemory memory;
  private final StructLayout layout;
  private final int base;
  private final Supplier<String> path;

  /** The layout begins at {@code base} of the memory; {@code path} precedes the names in C. */
  MemberVariables(DataMemory memory, StructLayout layout, int base, Supplier<String> path) {
    this.memory = memory;
    this.layout = layout;
    this.base = base;
    this.path = path;
  }

  /** {@return what is there: names, types, and offsets in bytes} */
  public final StructLayout structLayout() {
    return layout;
  }

  /** Makes one handle. */
  private interface Handle<H> {
    H at(DataMemory memory, Supplier<String> name, int offset);
  }

  /**
   * {@return a handle on an integer of 1 byte}
   *
   * @param member index of the member in the layout
   */
  protected final ByteVar int8(int member) {
    return scalar(member, 1, ByteVar::new);
  }

  /**
   * {@return a handle on an integer of 2 bytes}
   *
   * @param member index of the member in the layout
   */
  protected final ShortVar int16(int member) {
    return scalar(member, 2, ShortVar::new);
  }

  /**
   * {@return a handle on an integer of 4 bytes}
   *
   * @param member index of the member in the layout
   */
  protected final IntVar int32(int member) {
    return scalar(member, 4, IntVar::new);
  }

  /**
   * {@return a handle on an integer of 8 bytes}
   *
   * @param member index of the member in the layout
   */
  protected final LongVar int64(int member) {
    return scalar(member, 8, LongVar::new);
  }

  /**
   * {@return a handle on an enum of 1, 2 or 4 bytes}
   *
   * @param member index of the member in the layout
   */
  protected final EnumVar enum32(int member) {
    Member found = member(member);
    if (!isEnum(found.kind()) || found.size() > Integer.BYTES) {
      throw otherType(found, "an enum of 1, 2 or 4 bytes");
    }
    return handle(member, found, element(found.kind(), found.size()));
  }

  private static Handle<EnumVar> element(Kind kind, int size) {
    boolean signed = kind == Kind.SIGNED_ENUM;
    return (memoryOf, name, offset) -> new EnumVar(memoryOf, name, offset, size, signed);
  }

  private static boolean isEnum(Kind kind) {
    return kind == Kind.ENUM || kind == Kind.SIGNED_ENUM;
  }

  /**
   * {@return a handle on a {@code bool}}
   *
   * @param member index of the member in the layout
   */
  protected final BoolVar bool(int member) {
    return handle(member, require(member, Kind.BOOL), BoolVar::new);
  }

  /**
   * {@return a handle on a {@code float}}
   *
   * @param member index of the member in the layout
   */
  protected final FloatVar float32(int member) {
    return handle(member, require(member, Kind.FLOAT32), FloatVar::new);
  }

  /**
   * {@return a handle on a {@code double}}
   *
   * @param member index of the member in the layout
   */
  protected final DoubleVar float64(int member) {
    return handle(member, require(member, Kind.FLOAT64), DoubleVar::new);
  }

  /**
   * {@return a handle on a {@code char[N]}}
   *
   * @param member index of the member in the layout
   */
  protected final ValueVar<String> text(int member) {
    Codec<String> codec = InPlace.text(require(member, Kind.TEXT).size());
    return value(member, codec);
  }

  /**
   * Any variable as its bytes.
   *
   * @param member index of the member in the layout
   * @return a handle on it
   */
  protected final ValueVar<byte[]> bytes(int member) {
    return value(member, Codec.bytes(member(member).size()));
  }

  private <T> ValueVar<T> value(int member, Codec<T> codec) {
    return handle(
        member,
        member(member),
        (memoryOf, name, offset) -> new ValueVar<>(memoryOf, name, offset, codec));
  }

  /**
   * {@return a handle on a struct or union}
   *
   * @param <T> the class that was generated for the struct
   * @param member index of the member in the layout
   * @param empty makes a new struct to copy into
   */
  protected final <T extends StructValue> StructVar<T> struct(int member, Supplier<T> empty) {
    StructLayout struct = nested(member);
    Codec<T> codec = InPlace.struct(empty, struct);
    return handle(
        member,
        member(member),
        (memoryOf, name, offset) -> new StructVar<>(memoryOf, name, offset, struct, codec));
  }

  /**
   * {@return a handle on an array of integers of 1 byte}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, ByteVar> int8s(int member, Supplier<A> empty) {
    return array(member, empty, ByteVar::new);
  }

  /**
   * {@return a handle on an array of integers of 2 bytes}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, ShortVar> int16s(int member, Supplier<A> empty) {
    return array(member, empty, ShortVar::new);
  }

  /**
   * {@return a handle on an array of integers of 4 bytes}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, IntVar> int32s(int member, Supplier<A> empty) {
    return array(member, empty, IntVar::new);
  }

  /**
   * {@return a handle on an array of integers of 8 bytes}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, LongVar> int64s(int member, Supplier<A> empty) {
    return array(member, empty, LongVar::new);
  }

  /**
   * {@return a handle on an array of enums of 1, 2 or 4 bytes}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, EnumVar> enum32s(int member, Supplier<A> empty) {
    Elements elements = elements(member);
    Handle<EnumVar> element = element(elements.kind(), elements.size());
    return array(member, empty, element::at);
  }

  /**
   * {@return a handle on an array of {@code bool}}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, BoolVar> bools(int member, Supplier<A> empty) {
    return array(member, empty, BoolVar::new);
  }

  /**
   * {@return a handle on an array of {@code float}}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, FloatVar> float32s(int member, Supplier<A> empty) {
    return array(member, empty, FloatVar::new);
  }

  /**
   * {@return a handle on an array of {@code double}}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, DoubleVar> float64s(int member, Supplier<A> empty) {
    return array(member, empty, DoubleVar::new);
  }

  /**
   * {@return a handle on an array of {@code char[N]}}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   */
  protected final <A> ArrayVar<A, ValueVar<String>> texts(int member, Supplier<A> empty) {
    Codec<String> element = InPlace.text(elements(member).size());
    return array(
        member, empty, (bytes, name, offset) -> new ValueVar<>(bytes, name, offset, element));
  }

  /**
   * {@return a handle on an array of structs or unions}
   *
   * @param <A> the Java array, such as {@code int[][]}
   * @param <T> the class that was generated for the struct
   * @param member index of the member in the layout
   * @param empty makes a Java array of the C array's lengths
   * @param element makes a new struct for each place
   */
  protected final <A, T extends StructValue> ArrayVar<A, StructVar<T>> structs(
      int member, Supplier<A> empty, Supplier<T> element) {
    Elements elements = elements(member);
    StructLayout struct = structOf(elements, member);
    Codec<T> codec = InPlace.struct(element, struct);
    Codec<A> all = InPlace.structs(empty, element, elements, struct);
    return array(
        member, all, (bytes, name, offset) -> new StructVar<>(bytes, name, offset, struct, codec));
  }

  private <A, E extends Variable> ArrayVar<A, E> array(
      int member, Supplier<A> empty, ArrayVar.ElementMaker<E> element) {
    return array(member, InPlace.array(empty, elements(member)), element);
  }

  private <A, E extends Variable> ArrayVar<A, E> array(
      int member, Codec<A> codec, ArrayVar.ElementMaker<E> element) {
    Elements elements = elements(member);
    return handle(
        member,
        member(member),
        (bytes, name, offset) ->
            new ArrayVar<>(
                bytes, name, offset, codec, elements.lengths(), elements.size(), element));
  }

  private <H> H scalar(int member, int size, Handle<H> handle) {
    Member found = member(member);
    boolean integer = found.kind().isInteger() || found.kind() == Kind.PROGRAM;
    if (!integer || found.size() != size) {
      throw otherType(found, "an integer of " + size + (size == 1 ? " byte" : " bytes"));
    }
    return handle(member, found, handle);
  }

  private Member require(int member, Kind kind) {
    Member found = member(member);
    if (found.kind() != kind) {
      throw otherType(found, kind.toString());
    }
    return found;
  }

  final Elements elements(int member) {
    Member found = member(member);
    if (found.detail() instanceof Elements elements) {
      return elements;
    }
    throw otherType(found, "an array");
  }

  private StructLayout structOf(Elements elements, int member) {
    StructLayout struct = elements.layout();
    if (struct == null) {
      throw otherType(member(member), "an array of structs");
    }
    return struct;
  }

  final StructLayout nested(int member) {
    Member found = member(member);
    if (found.detail() instanceof MemberDetail.Nested nested) {
      return nested.layout();
    }
    throw otherType(found, "a struct or union");
  }

  private IllegalArgumentException otherType(Member member, String wanted) {
    return new IllegalArgumentException(
        Printable.of(
            "%s%s is %s, not %s".formatted(path.get(), member.name(), member.cType(), wanted)));
  }

  private <H> H handle(int member, Member found, Handle<H> handle) {
    return handle.at(memory(found), () -> name(member), offset(found));
  }

  final Member member(int member) {
    return layout.members().get(member);
  }

  final String name(int member) {
    return path.get() + member(member).name();
  }

  final DataMemory memory(Member member) {
    // Another build of the object may lack it.
    return layout.holds(member) ? memory : new AbsentMemory(member.size());
  }

  final int offset(Member member) {
    return layout.holds(member) ? base + member.offset() : 0;
  }
}
