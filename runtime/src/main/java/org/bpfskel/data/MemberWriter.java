package org.bpfskel.data;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Writes the members of a struct that differ from what its fields were read from. So every byte
 * that no field shows stays what it was: padding, what stands behind a text's NUL, a text that is
 * full or not UTF-8, a bool of another byte than 1, the bits of a NaN.
 */
abstract sealed class MemberWriter extends StructWriter permits BytesWriter, ChangeWriter {
  private final StructLayout layout;
  private final int base;

  /** What the fields were read from; null of a new object, whose bytes are all zero. */
  private final @Nullable StructReader old;

  MemberWriter(StructLayout layout, int base, @Nullable StructReader old) {
    super(layout);
    this.layout = layout;
    this.base = base;
    this.old = old;
  }

  /** What is written to, in native byte order. */
  abstract ByteBuffer after();

  /** Whether a member may get another value, or else why not has been said. */
  abstract boolean mayChange(int member, long before, long value);

  /** As {@link #mayChange}, of a text. */
  abstract boolean mayChange(int member, String before, String value);

  /** A writer of an array's element, {@code offset} bytes from where the member begins. */
  abstract StructWriter element(
      int member, CArray array, int place, int offset, StructLayout element);

  final StructLayout layout() {
    return layout;
  }

  final @Nullable StructReader old() {
    return old;
  }

  @Override
  public final void int8(int member, byte value) {
    byte before = old == null ? 0 : old.int8(member);
    if ((old == null || value != before) && mayChange(member, before, value)) {
      after().put(position(member), value);
    }
  }

  @Override
  public final void int16(int member, short value) {
    short before = old == null ? 0 : old.int16(member);
    if ((old == null || value != before) && mayChange(member, before, value)) {
      after().putShort(position(member), value);
    }
  }

  @Override
  public final void int32(int member, int value) {
    int before = old == null ? 0 : old.int32(member);
    if ((old == null || value != before) && mayChange(member, before, value)) {
      after().putInt(position(member), value);
    }
  }

  @Override
  public final void int64(int member, long value) {
    long before = old == null ? 0 : old.int64(member);
    if ((old == null || value != before) && mayChange(member, before, value)) {
      after().putLong(position(member), value);
    }
  }

  @Override
  public final void bool(int member, boolean value) {
    // Every byte but 0 is true already.
    if (old == null || value != old.bool(member)) {
      super.bool(member, value);
    }
  }

  @Override
  public final void float32(int member, float value) {
    // A machine may make another NaN of one that it reads.
    if (old == null
        || Float.floatToRawIntBits(value) != Float.floatToRawIntBits(old.float32(member))) {
      super.float32(member, value);
    }
  }

  @Override
  public final void float64(int member, double value) {
    if (old == null
        || Double.doubleToRawLongBits(value) != Double.doubleToRawLongBits(old.float64(member))) {
      super.float64(member, value);
    }
  }

  @Override
  public final void text(int member, String value) {
    if (old == null || !old.text(member).equals(value)) {
      super.text(member, value);
    }
  }

  @Override
  protected final void putText(int member, String value) {
    if (mayChange(member, old == null ? "" : old.text(member), value)) {
      putText(after(), position(member), member, value);
    }
  }

  @Override
  public final void bits(int member, long value) {
    if (old == null || !isSame(member, old.bits(member), value)) {
      super.bits(member, value);
    }
  }

  /** Every value but 0 of a bool is true already. */
  private boolean isSame(int member, long before, long value) {
    return field(member).kind() == Kind.BOOL ? (before != 0) == (value != 0) : before == value;
  }

  @Override
  protected final void putBits(int member, long value) {
    if (mayChange(member, old == null ? 0 : old.bits(member), value)) {
      putBits(after(), position(member), member, value);
    }
  }

  @Override
  public final void putArray(int member, Object array) {
    CArray c = CArray.of(member(member));
    if (old != null && array != null && isAsRead(c, old, member, array)) {
      return;
    }
    String problem =
        c.write(array, (place, offset, element) -> element(member, c, place, offset, element));
    if (problem != null) {
      refuse(member, problem);
    }
  }

  /** Whether nothing in an array of numbers differs: found without looking at each for itself. */
  private static boolean isAsRead(CArray c, StructReader old, int member, Object array) {
    Class<?> type = array.getClass().getComponentType();
    boolean exact = type.isPrimitive() && type != float.class && type != double.class;
    return exact
        && c.problem(array) == null
        && Arrays.deepEquals(
            new Object[] {old.array(member, Array.newInstance(type, Array.getLength(array)))},
            new Object[] {array});
  }

  /** Where a member begins. */
  final int position(int member) {
    return base + member(member).offset();
  }

  final int base() {
    return base;
  }
}
