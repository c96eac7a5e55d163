package org.bpfskel.generated;

import java.util.function.Supplier;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/**
 * A struct within the bytes of a struct_ops variable between open and load, read and written member
 * by member. Members go by their index in the {@link StructLayout}. Called by generated code.
 *
 * <p>A value that is written reaches the bytes only if it differs from what was there at open: so
 * padding, and members that nobody touched, keep their bytes.
 */
public final class StructImage {
  private final VariableImage variable;
  private final StructLayout layout;
  private final int base;
  private final Supplier<String> path;

  StructImage(VariableImage variable, StructLayout layout, int base, Supplier<String> path) {
    this.variable = variable;
    this.layout = layout;
    this.base = base;
    this.path = path;
  }

  /** C: an integer of 1 byte, signed or not. */
  public byte int8(int member) {
    return variable.readable().get(position(member));
  }

  /** Writes what {@link #int8(int)} reads. */
  public void int8(int member, byte value) {
    if (value != int8(member) && claims(member, int8(member), value)) {
      variable.edit().bytes().put(position(member), value);
    }
  }

  /** C: an integer of 2 bytes, signed or not. */
  public short int16(int member) {
    return variable.readable().getShort(position(member));
  }

  /** Writes what {@link #int16(int)} reads. */
  public void int16(int member, short value) {
    if (value != int16(member) && claims(member, int16(member), value)) {
      variable.edit().bytes().putShort(position(member), value);
    }
  }

  /** C: an integer of 4 bytes, signed or not. */
  public int int32(int member) {
    return variable.readable().getInt(position(member));
  }

  /** Writes what {@link #int32(int)} reads. */
  public void int32(int member, int value) {
    if (value != int32(member) && claims(member, int32(member), value)) {
      variable.edit().bytes().putInt(position(member), value);
    }
  }

  /** C: an integer of 8 bytes, signed or not, or an enum of that size. */
  public long int64(int member) {
    return variable.readable().getLong(position(member));
  }

  /** Writes what {@link #int64(int)} reads. */
  public void int64(int member, long value) {
    if (value != int64(member) && claims(member, int64(member), value)) {
      variable.edit().bytes().putLong(position(member), value);
    }
  }

  /** C: {@code bool}; every byte but 0 is true. */
  public boolean bool(int member) {
    return int8(member) != 0;
  }

  /** Writes what {@link #bool(int)} reads. */
  public void bool(int member, boolean value) {
    if (value != bool(member)) {
      int8(member, (byte) (value ? 1 : 0));
    }
  }

  /** C: {@code float}. */
  public float float32(int member) {
    return Float.intBitsToFloat(int32(member));
  }

  /** Writes what {@link #float32(int)} reads. */
  public void float32(int member, float value) {
    int32(member, Float.floatToRawIntBits(value));
  }

  /** C: {@code double}. */
  public double float64(int member) {
    return Double.longBitsToDouble(int64(member));
  }

  /** Writes what {@link #float64(int)} reads. */
  public void float64(int member, double value) {
    int64(member, Double.doubleToRawLongBits(value));
  }

  /** C: an enum of 1, 2 or 4 bytes, widened by its sign. */
  public int enum32(int member) {
    boolean signed = member(member).kind() == Kind.SIGNED_ENUM;
    return switch (member(member).size()) {
      case 1 -> signed ? int8(member) : Byte.toUnsignedInt(int8(member));
      case 2 -> signed ? int16(member) : Short.toUnsignedInt(int16(member));
      default -> int32(member);
    };
  }

  /** Writes what {@link #enum32(int)} reads. */
  public void enum32(int member, int value) {
    int bits = member(member).size() * Byte.SIZE;
    int low = member(member).kind() == Kind.SIGNED_ENUM ? -1 << (bits - 1) : 0;
    if (bits < Integer.SIZE && (value < low || value >= low + (1 << bits))) {
      refuse(member, value + " does not fit an enum of " + bits + " bits");
      return;
    }
    switch (bits / Byte.SIZE) {
      case 1 -> int8(member, (byte) value);
      case 2 -> int16(member, (short) value);
      default -> int32(member, value);
    }
  }

  /** C: {@code char[N]}, up to the first NUL, as UTF-8. */
  public String text(int member) {
    return CText.read(variable.readable(), position(member), member(member).size());
  }

  /** Writes what {@link #text(int)} reads; what is left of the array becomes NUL. */
  public void text(int member, String value) {
    // What was there may be more than C's text: full to the brim, or not UTF-8.
    if (text(member).equals(value)) {
      return;
    }
    int size = member(member).size();
    // A field of a user may well be null, whatever its type says.
    String problem = CText.problem(size, value);
    if (problem != null) {
      refuse(member, problem);
    } else if (claims(member, quoted(text(member)), quoted(value))) {
      CText.write(variable.edit().bytes(), position(member), size, value);
    }
  }

  /** C: a function pointer; null if it is not set. */
  public @Nullable StructOpsProgram program(int member) {
    return variable.program(position(member));
  }

  /** Writes what {@link #program(int)} reads. */
  public void program(int member, @Nullable StructOpsProgram value) {
    if (value == program(member)) {
      return;
    }
    if (value != null && value.object() != variable.map().object()) {
      refuse(member, value + " belongs to another skeleton");
    } else if (claims(member, program(member), value)) {
      variable.edit().program(position(member), value);
    }
  }

  /** C: a pointer to data, or a function pointer below the top level. */
  public long pointer(int member) {
    return int64(member);
  }

  /** Takes back what {@link #pointer(int)} read: libbpf has nothing that it could point to. */
  public void pointer(int member, long value) {
    if (value != pointer(member)) {
      refuse(member, "is a pointer of C, which must stay 0");
    }
  }

  /** C: a bitfield, widened by its sign. */
  public long bits(int member) {
    return CBits.read(variable.readable(), position(member), field(member));
  }

  /** Writes what {@link #bits(int)} reads. */
  public void bits(int member, long value) {
    MemberDetail.Bits field = field(member);
    if (value == bits(member)) {
      return;
    }
    if (!CBits.holds(field, value)) {
      refuse(
          member,
          "%d does not fit %d %s bits"
              .formatted(value, field.bits(), field.signed() ? "signed" : "unsigned"));
      return;
    }
    long firstBit = (long) position(member) * Byte.SIZE + field.firstBit();
    String values = bits(member) + " -> " + value;
    if (variable.edit().claims(firstBit, field.bits(), () -> path(member), () -> values)) {
      CBits.write(variable.edit().bytes(), position(member), field, value);
    }
  }

  /** C: an embedded struct or union. */
  public StructImage struct(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    return new StructImage(variable, nested.layout(), position(member), () -> path(member));
  }

  /**
   * C: an array, or a value without a Java type as its bytes.
   *
   * @param array to be filled, and returned; of the C array's lengths
   */
  public <A> A array(int member, A array) {
    new ImageArray(this, member).read(array);
    return array;
  }

  /**
   * C: an array of structs or unions.
   *
   * @param array to be filled with new elements, and returned; of the C array's lengths
   */
  public <A> A structs(int member, A array, Supplier<? extends StructShadow> element) {
    new ImageArray(this, member).read(array, element);
    return array;
  }

  /** Writes what {@link #array} and {@link #structs} read. */
  public void putArray(int member, Object array) {
    new ImageArray(this, member).write(array);
  }

  /** A place within this struct, seen as a struct of that layout. */
  StructImage at(int offset, StructLayout place, Supplier<String> placePath) {
    return new StructImage(variable, place, base + offset, placePath);
  }

  Member member(int index) {
    return layout.members().get(index);
  }

  /** The member's name in C, from the variable on. */
  String path(int member) {
    String name = member(member).name();
    return name.isEmpty() ? path.get() : path.get() + "." + name;
  }

  void refuse(String reason) {
    variable.edit().refuse(base, path, reason);
  }

  void refuse(int member, String reason) {
    variable.edit().refuse(position(member), () -> path(member), reason);
  }

  private boolean claims(int member, @Nullable Object old, @Nullable Object value) {
    long firstBit = (long) position(member) * Byte.SIZE;
    long bits = (long) member(member).size() * Byte.SIZE;
    return variable.edit().claims(firstBit, bits, () -> path(member), () -> old + " -> " + value);
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  private MemberDetail.Bits field(int member) {
    return (MemberDetail.Bits) member(member).detail();
  }

  private int position(int member) {
    return base + member(member).offset();
  }
}
