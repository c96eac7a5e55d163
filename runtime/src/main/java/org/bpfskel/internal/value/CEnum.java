package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import org.bpfskel.btf.StructLayout.Kind;

/** An enum of C of up to 4 bytes, widened by its sign. */
public final class CEnum {
  private CEnum() {}

  public static int read(ByteBuffer bytes, int position, Kind kind, int size) {
    boolean signed = kind == Kind.SIGNED_ENUM;
    return switch (size) {
      case 1 -> signed ? bytes.get(position) : Byte.toUnsignedInt(bytes.get(position));
      case 2 -> signed ? bytes.getShort(position) : Short.toUnsignedInt(bytes.getShort(position));
      default -> bytes.getInt(position);
    };
  }

  public static void write(ByteBuffer bytes, int position, int size, int value) {
    switch (size) {
      case 1 -> bytes.put(position, (byte) value);
      case 2 -> bytes.putShort(position, (short) value);
      default -> bytes.putInt(position, value);
    }
  }

  public static String refusal(int size, int value) {
    return value + " does not fit an enum of " + size * Byte.SIZE + " bits";
  }

  public static boolean holds(Kind kind, int size, int value) {
    int bits = size * Byte.SIZE;
    int low = kind == Kind.SIGNED_ENUM ? -1 << (bits - 1) : 0;
    return bits >= Integer.SIZE || (value >= low && value < low + (1 << bits));
  }
}
