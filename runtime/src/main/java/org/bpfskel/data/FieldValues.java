package org.bpfskel.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.jspecify.annotations.Nullable;

/** The fields of a struct as they are, possible in C or not: what equality and text are made of. */
final class FieldValues extends StructWriter {
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** None yet, of a struct of that layout. */
  FieldValues(StructLayout layout) {
    super(layout);
  }

  static FieldValues of(StructValue value) {
    FieldValues fields = new FieldValues(value.structLayout());
    value.write(fields);
    return fields;
  }

  private void take(int member, @Nullable Object value) {
    names.add(member(member).name());
    values.add(value);
  }

  /** An unsigned value of that many bits is shown as C shows it. */
  private void takeInteger(int member, Number value, int bits) {
    boolean unsigned =
        switch (member(member).kind()) {
          case UINT8, UINT16, UINT32, UINT64, ENUM -> true;
          default -> false;
        };
    long mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
    take(member, unsigned ? Long.toUnsignedString(value.longValue() & mask) : value);
  }

  @Override
  public void int8(int member, byte value) {
    takeInteger(member, value, Byte.SIZE);
  }

  @Override
  public void int16(int member, short value) {
    takeInteger(member, value, Short.SIZE);
  }

  @Override
  public void int32(int member, int value) {
    takeInteger(member, value, Integer.SIZE);
  }

  @Override
  public void int64(int member, long value) {
    takeInteger(member, value, Long.SIZE);
  }

  @Override
  public void bool(int member, boolean value) {
    take(member, value);
  }

  @Override
  public void float32(int member, float value) {
    take(member, value);
  }

  @Override
  public void float64(int member, double value) {
    take(member, value);
  }

  @Override
  public void enum32(int member, int value) {
    takeInteger(member, value, Integer.SIZE);
  }

  @Override
  public void pointer(int member, long value) {
    take(member, "0x" + Long.toHexString(value));
  }

  @Override
  public void program(int member, @Nullable Object value) {
    take(member, value);
  }

  @Override
  public void text(int member, String value) {
    take(member, String.valueOf(value));
  }

  @Override
  public void bits(int member, long value) {
    MemberDetail.Bits field = field(member);
    if (field.kind() == Kind.BOOL) {
      take(member, value != 0);
    } else {
      take(member, field.signed() ? value : Long.toUnsignedString(value));
    }
  }

  @Override
  protected StructWriter nested(int member) {
    MemberDetail.Nested nested = (MemberDetail.Nested) member(member).detail();
    FieldValues inner = new FieldValues(nested.layout());
    take(member, inner);
    return inner;
  }

  @Override
  public void putArray(int member, Object array) {
    take(member, new Object[] {array});
  }

  @Override
  public void flexible(int member, Object array) {
    take(member, new Object[] {array});
  }

  /** The last field, which is an array. */
  @Nullable Object lastArray() {
    return ((Object[]) Objects.requireNonNull(values.get(values.size() - 1)))[0];
  }

  @Override
  protected void putText(int member, String value) {
    text(member, value);
  }

  @Override
  protected void putBits(int member, long value) {
    bits(member, value);
  }

  @Override
  protected void refuse(String reason) {}

  @Override
  protected void refuse(int member, String reason) {}

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldValues fields
        && Arrays.deepEquals(values.toArray(), fields.values.toArray());
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(values.toArray());
  }

  /** {@code {port=80, label="x", words=[1, 2]}}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(names.get(i)).append('=').append(text(values.get(i)));
    }
    return text.append('}').toString();
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Object[] array) {
      String inBrackets = Arrays.deepToString(array);
      return inBrackets.substring(1, inBrackets.length() - 1);
    }
    return String.valueOf(value);
  }
}
