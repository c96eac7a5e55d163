package org.bpfskel.data;

import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.bpfskel.access.DataPlace;
import org.bpfskel.btf.Printable;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.LayoutMatch;

/**
 * The variables of a data section, or the members of one variable: handles by their names in C. A
 * skeleton's section has its variables as fields too. Safe for use by several threads.
 *
 * <p>Every method throws {@link NoSuchElementException} if there is no variable of that name, and
 * {@link IllegalArgumentException} if its type in C is another one.
 */
public non-sealed class Variables extends MemberVariables {
  /**
   * The variables of a section.
   *
   * @param section where the variables lie
   */
  public Variables(SectionPlace section) {
    this((DataPlace) section, ((DataPlace) section).layout());
  }

  /**
   * The members of a struct or union, as the class has them that was generated for it. Those that
   * this build of the object lacks are there and cannot be used.
   *
   * @param variable where the members lie
   * @param ofClass the layout that the class was generated with
   * @throws IllegalArgumentException if the variable is of another struct, or of one whose members
   *     have other types
   */
  protected Variables(SectionPlace variable, StructLayout ofClass) {
    this((DataPlace) variable, asInClass((DataPlace) variable, ofClass));
  }

  private Variables(DataPlace place, StructLayout layout) {
    this(place.memory(), layout, place.base(), place.path() == null ? () -> "" : place.path());
    if (place.path() == null) {
      place.memory().holds(layout.name());
    }
  }

  /** In the class's order, in which its fields name members. */
  private static StructLayout asInClass(DataPlace place, StructLayout ofClass) {
    StructLayout found = place.layout();
    if (found.equals(ofClass)) {
      return ofClass;
    }
    LayoutMatch match = new LayoutMatch(found.size());
    StructLayout layout = match.variable(found.cType(), ofClass, found);
    if (!match.problems().isEmpty()) {
      throw new IllegalArgumentException(
          Printable.of(
              "the class of %s is not for this variable: %s"
                  .formatted(ofClass.cType(), String.join("; ", match.problems()))));
    }
    return layout;
  }

  Variables(DataMemory memory, StructLayout layout, int base, Supplier<String> path) {
    super(memory, layout, base, path);
  }

  /**
   * {@return a handle on an integer of 1 byte, signed or not}
   *
   * @param name of the variable in C
   */
  public final ByteVar int8(String name) {
    return int8(index(name));
  }

  /**
   * {@return a handle on an integer of 2 bytes, signed or not}
   *
   * @param name of the variable in C
   */
  public final ShortVar int16(String name) {
    return int16(index(name));
  }

  /**
   * {@return a handle on an integer of 4 bytes, signed or not, or an enum of that size}
   *
   * @param name of the variable in C
   */
  public final IntVar int32(String name) {
    return int32(index(name));
  }

  /**
   * {@return a handle on an integer of 8 bytes, signed or not, an enum of that size, or a pointer
   * as its address}
   *
   * @param name of the variable in C
   */
  public final LongVar int64(String name) {
    return int64(index(name));
  }

  /**
   * {@return a handle on an enum of 1, 2 or 4 bytes, widened by its sign}
   *
   * @param name of the variable in C
   */
  public final EnumVar enum32(String name) {
    return enum32(index(name));
  }

  /**
   * {@return a handle on a {@code bool}}
   *
   * @param name of the variable in C
   */
  public final BoolVar bool(String name) {
    return bool(index(name));
  }

  /**
   * {@return a handle on a {@code float}}
   *
   * @param name of the variable in C
   */
  public final FloatVar float32(String name) {
    return float32(index(name));
  }

  /**
   * {@return a handle on a {@code double}}
   *
   * @param name of the variable in C
   */
  public final DoubleVar float64(String name) {
    return float64(index(name));
  }

  /**
   * {@return a handle on a {@code char[N]}}
   *
   * @param name of the variable in C
   */
  public final ValueVar<String> text(String name) {
    return text(index(name));
  }

  /**
   * {@return a variable of any type, as its bytes}
   *
   * @param name of the variable in C
   */
  public final ValueVar<byte[]> bytes(String name) {
    return bytes(index(name));
  }

  /**
   * {@return the members of a struct or union}
   *
   * @param name of the variable in C
   */
  public final Variables struct(String name) {
    int index = index(name);
    Member member = member(index);
    return new Variables(memory(member), nested(index), offset(member), () -> name(index) + ".");
  }

  /**
   * {@return a handle on a struct or union, with copies of a class that was generated for it}
   *
   * @param <T> the class that was generated for the struct
   * @param name of the variable in C
   * @param empty makes a new struct to copy into
   */
  public final <T extends StructValue> StructVar<T> struct(String name, Supplier<T> empty) {
    return struct(index(name), empty);
  }

  /**
   * {@return a handle on an array of integers of 4 bytes, signed or not}
   *
   * @param name of the variable in C
   */
  public final ArrayVar<int[], IntVar> int32s(String name) {
    int index = index(name);
    return int32s(index, () -> new int[length(index)]);
  }

  /**
   * {@return a handle on an array of integers of 8 bytes, signed or not}
   *
   * @param name of the variable in C
   */
  public final ArrayVar<long[], LongVar> int64s(String name) {
    int index = index(name);
    return int64s(index, () -> new long[length(index)]);
  }

  private int length(int index) {
    return elements(index).lengths().get(0);
  }

  private int index(String name) {
    var members = structLayout().members();
    for (int i = 0; i < members.size(); i++) {
      if (members.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new NoSuchElementException(
        Printable.of(
            "no variable %s, but %s".formatted(name, members.stream().map(Member::name).toList())));
  }
}
