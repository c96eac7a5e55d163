package org.bpfskel.data;

import java.nio.ByteBuffer;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.CBits;
import org.bpfskel.internal.value.CEnum;
import org.bpfskel.internal.value.CText;
import org.jspecify.annotations.Nullable;

/**
 * Takes the members of a C struct, by their index in its {@link StructLayout}. Called by generated
 * code. What a method here takes, the method of that name in {@link StructReader} gives.
 */
public abstract class StructWriter {
  private final StructLayout layout;

  /**
   * A writer of structs of that layout.
   *
   * @param layout of the struct in C
   */
  protected StructWriter(StructLayout layout) {
    this.layout = layout;
  }

  /**
   * C: an integer of 1 byte, signed or not.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public abstract void int8(int member, byte value);

  /**
   * C: an integer of 2 bytes, signed or not.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public abstract void int16(int member, short value);

  /**
   * C: an integer of 4 bytes, signed or not.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public abstract void int32(int member, int value);

  /**
   * C: an integer of 8 bytes, signed or not, or an enum of that size.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public abstract void int64(int member, long value);

  /**
   * C: {@code bool}.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void bool(int member, boolean value) {
    int8(member, (byte) (value ? 1 : 0));
  }

  /**
   * C: {@code float}.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void float32(int member, float value) {
    int32(member, Float.floatToRawIntBits(value));
  }

  /**
   * C: {@code double}.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void float64(int member, double value) {
    int64(member, Double.doubleToRawLongBits(value));
  }

  /**
   * C: an enum of 1, 2 or 4 bytes.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void enum32(int member, int value) {
    Member type = member(member);
    if (!CEnum.holds(type.kind(), type.size(), value)) {
      refuse(member, CEnum.refusal(type.size(), value));
      return;
    }
    switch (type.size()) {
      case 1 -> int8(member, (byte) value);
      case 2 -> int16(member, (short) value);
      default -> int32(member, value);
    }
  }

  /**
   * C: {@code char[N]}; what is left of the array becomes NUL.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void text(int member, String value) {
    // A field of a user may well be null, whatever its type says.
    String problem = CText.problem(member(member).size(), value);
    if (problem == null) {
      putText(member, value);
    } else {
      refuse(member, problem);
    }
  }

  /**
   * C: a pointer to data, or a function pointer below the top level of a struct_ops type.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void pointer(int member, long value) {
    int64(member, value);
  }

  /**
   * C: a function pointer at the top level of a struct_ops type, for which a program stands; null
   * if it is not set.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void program(int member, @Nullable Object value) {
    refuse(member, "is no callback here");
  }

  /**
   * C: a bitfield.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void bits(int member, long value) {
    MemberDetail.Bits field = field(member);
    if (CBits.holds(field, value)) {
      putBits(member, value);
    } else {
      refuse(
          member,
          "%d does not fit %d %s bits"
              .formatted(value, field.bits(), field.signed() ? "signed" : "unsigned"));
    }
  }

  /**
   * C: an embedded struct or union.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  public void struct(int member, StructValue value) {
    value.write(nested(member));
  }

  /**
   * C: an array, of structs too, or a value without a Java type as its bytes.
   *
   * @param member index of the member in the layout
   * @param array of the C array's lengths
   */
  public abstract void putArray(int member, Object array);

  /**
   * C: the array of no fixed length that a struct ends with. Only records have elements: elsewhere
   * it is empty.
   *
   * @param member index of the member in the layout
   * @param array of the C array's lengths
   */
  public void flexible(int member, Object array) {
    String problem = FlexibleArray.problem(array, false);
    if (problem != null) {
      refuse(member, problem);
    }
  }

  /** C: the very struct or union that this writes. */
  void whole(StructValue value) {
    value.write(this);
  }

  /**
   * {@return a writer of an embedded struct or union}
   *
   * @param member index of the member in the layout
   */
  protected abstract StructWriter nested(int member);

  /**
   * Takes a text that the array can hold.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  protected abstract void putText(int member, String value);

  /**
   * Takes a value that the bitfield can hold.
   *
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  protected abstract void putBits(int member, long value);

  /**
   * Takes no value for the struct as a whole.
   *
   * @param reason what was found, in one sentence
   */
  protected abstract void refuse(String reason);

  /**
   * Takes no value for that member.
   *
   * @param member index of the member in the layout
   * @param reason what was found, in one sentence
   */
  protected abstract void refuse(int member, String reason);

  /**
   * {@return the member of that index}
   *
   * @param index of the member in the layout
   */
  protected final Member member(int index) {
    return layout.members().get(index);
  }

  /**
   * {@return what a bitfield is}
   *
   * @param member index of the member in the layout
   */
  protected final MemberDetail.Bits field(int member) {
    return (MemberDetail.Bits) member(member).detail();
  }

  /**
   * Writes a text that the member at that position can hold.
   *
   * @param bytes a buffer in native byte order
   * @param position where the member begins, from the buffer's start
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  protected final void putText(ByteBuffer bytes, int position, int member, String value) {
    CText.write(bytes, position, member(member).size(), value);
  }

  /**
   * Writes a value that the bitfield at that position can hold.
   *
   * @param bytes a buffer in native byte order
   * @param position where the member begins, from the buffer's start
   * @param member index of the member in the layout
   * @param value what the member becomes
   */
  protected final void putBits(ByteBuffer bytes, int position, int member, long value) {
    CBits.write(bytes, position, field(member), value);
  }
}
