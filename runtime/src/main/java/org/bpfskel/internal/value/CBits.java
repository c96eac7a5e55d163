package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.btf.MemberDetail.Bits;

/** A bitfield of C, bit by bit: fields are narrow, and no word of memory need hold a whole one. */
public final class CBits {
  private CBits() {}

  public static long read(ByteBuffer bytes, int position, Bits field) {
    long value = 0;
    for (int i = 0; i < field.bits(); i++) {
      int bit = place(bytes, field, i);
      long set = bytes.get(position + bit / 8) >> shift(bytes, bit) & 1;
      value |= set << i;
    }
    int unused = Long.SIZE - field.bits();
    return field.signed() ? value << unused >> unused : value;
  }

  /** Copies the field between structs that both begin so that it is at {@code position}. */
  public static void copy(ByteBuffer from, ByteBuffer to, int position, Bits field) {
    for (int i = 0; i < field.bits(); i++) {
      int bit = place(to, field, i);
      int at = position + bit / 8;
      int mask = 1 << shift(to, bit);
      to.put(at, (byte) ((to.get(at) & ~mask) | (from.get(at) & mask)));
    }
  }

  /** Whether a bit of the field in the struct at {@code position} is not zero. */
  public static boolean isSet(ByteBuffer bytes, int position, Bits field) {
    return read(bytes, position, field) != 0;
  }

  public static void write(ByteBuffer bytes, int position, Bits field, long value) {
    for (int i = 0; i < field.bits(); i++) {
      int bit = place(bytes, field, i);
      int mask = 1 << shift(bytes, bit);
      byte old = bytes.get(position + bit / 8);
      boolean set = (value >> i & 1) != 0;
      bytes.put(position + bit / 8, (byte) (set ? old | mask : old & ~mask));
    }
  }

  public static boolean holds(Bits field, long value) {
    int unused = Long.SIZE - field.bits();
    long kept = field.signed() ? value << unused >> unused : value << unused >>> unused;
    return kept == value;
  }

  /** Bits count from the lowest in little-endian structs, from the highest in big-endian ones. */
  private static int place(ByteBuffer bytes, Bits field, int i) {
    return field.firstBit() + (isLittle(bytes) ? i : field.bits() - 1 - i);
  }

  private static int shift(ByteBuffer bytes, int bit) {
    return isLittle(bytes) ? bit % 8 : 7 - bit % 8;
  }

  private static boolean isLittle(ByteBuffer bytes) {
    return bytes.order() == ByteOrder.LITTLE_ENDIAN;
  }
}
