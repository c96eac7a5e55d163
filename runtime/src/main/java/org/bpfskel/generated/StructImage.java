package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.bpfskel.BpfMap;
import org.bpfskel.StructOpsProgram;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one struct_ops variable between open and load, read and written member by member.
 * Members go by their index in the {@link StructLayout}. Called by generated code.
 *
 * <p>A value that is written reaches the bytes only if it differs from what was there at open: so
 * padding, and members that nobody touched, keep their bytes.
 */
public final class StructImage {
  private final BpfMap map;
  private final String variable;
  private final StructLayout layout;
  private final ByteBuffer opened;

  /** Those of the function pointers at open, by the member's index. */
  private final Map<Integer, StructOpsProgram> openedPrograms = new HashMap<>();

  private ImageEdit edit;

  StructImage(BpfMap map, String variable, StructLayout layout) {
    this.map = map;
    this.variable = variable;
    this.layout = layout;
    this.opened = ByteBuffer.wrap(map.initialValue()).order(ByteOrder.nativeOrder());
    this.edit = new ImageEdit(map, variable);
    for (int member = 0; member < layout.members().size(); member++) {
      StructOpsProgram program =
          member(member).kind() == Kind.PROGRAM ? map.structOpsProgram(offset(member)) : null;
      if (program != null) {
        openedPrograms.put(member, program);
      }
    }
  }

  /** Takes every field of a shadow. Nothing reaches libbpf before {@link ImageEdit#commit}. */
  ImageEdit edit(StructOpsShadow shadow) {
    edit = new ImageEdit(map, variable);
    shadow.write(this);
    return edit;
  }

  /** C: an integer of 1 byte, signed or not. */
  public byte int8(int member) {
    return opened.get(offset(member));
  }

  /** Writes what {@link #int8(int)} reads. */
  public void int8(int member, byte value) {
    if (value != int8(member)) {
      edit.bytes(member(member), bytes -> bytes.put(offset(member), value));
    }
  }

  /** C: an integer of 2 bytes, signed or not. */
  public short int16(int member) {
    return opened.getShort(offset(member));
  }

  /** Writes what {@link #int16(int)} reads. */
  public void int16(int member, short value) {
    if (value != int16(member)) {
      edit.bytes(member(member), bytes -> bytes.putShort(offset(member), value));
    }
  }

  /** C: an integer of 4 bytes, signed or not. */
  public int int32(int member) {
    return opened.getInt(offset(member));
  }

  /** Writes what {@link #int32(int)} reads. */
  public void int32(int member, int value) {
    if (value != int32(member)) {
      edit.bytes(member(member), bytes -> bytes.putInt(offset(member), value));
    }
  }

  /** C: an integer of 8 bytes, signed or not, or an enum of that size. */
  public long int64(int member) {
    return opened.getLong(offset(member));
  }

  /** Writes what {@link #int64(int)} reads. */
  public void int64(int member, long value) {
    if (value != int64(member)) {
      edit.bytes(member(member), bytes -> bytes.putLong(offset(member), value));
    }
  }

  /** C: an enum of 1, 2 or 4 bytes, widened by its sign. */
  public int enum32(int member) {
    Member constant = member(member);
    boolean signed = constant.kind() == Kind.SIGNED_ENUM;
    return switch (constant.size()) {
      case 1 -> signed ? int8(member) : Byte.toUnsignedInt(int8(member));
      case 2 -> signed ? int16(member) : Short.toUnsignedInt(int16(member));
      default -> int32(member);
    };
  }

  /** Writes what {@link #enum32(int)} reads. */
  public void enum32(int member, int value) {
    Member constant = member(member);
    int bits = constant.size() * Byte.SIZE;
    int low = constant.kind() == Kind.SIGNED_ENUM ? -1 << (bits - 1) : 0;
    if (bits < Integer.SIZE && (value < low || value >= low + (1 << bits))) {
      edit.refuse(constant, "%d does not fit %s, %d bits".formatted(value, constant.cType(), bits));
      return;
    }
    switch (constant.size()) {
      case 1 -> int8(member, (byte) value);
      case 2 -> int16(member, (short) value);
      default -> int32(member, value);
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

  /** C: {@code char[N]}, up to the first NUL, as UTF-8. */
  public String text(int member) {
    return CText.read(opened, member(member));
  }

  /** Writes what {@link #text(int)} reads; what is left of the array becomes NUL. */
  public void text(int member, String value) {
    // What was there at open is no string of C's, if no NUL ends it: it may stay all the same.
    if (text(member).equals(value)) {
      return;
    }
    Member text = member(member);
    String problem = CText.problem(text, value);
    if (problem != null) {
      edit.refuse(text, problem);
    } else {
      edit.bytes(text, bytes -> CText.write(bytes, text, value));
    }
  }

  /** C: a function pointer; null if it is not set. */
  public @Nullable StructOpsProgram program(int member) {
    return openedPrograms.get(member);
  }

  /** Writes what {@link #program(int)} reads. */
  public void program(int member, @Nullable StructOpsProgram value) {
    if (value == program(member)) {
      return;
    }
    Member slot = member(member);
    if (value != null && value.object() != map.object()) {
      edit.refuse(slot, value + " belongs to another skeleton");
    } else {
      edit.program(slot, value);
    }
  }

  private Member member(int index) {
    return layout.members().get(index);
  }

  private int offset(int member) {
    return member(member).offset();
  }
}
