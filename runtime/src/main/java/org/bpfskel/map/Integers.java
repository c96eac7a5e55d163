package org.bpfskel.map;

import java.nio.ByteBuffer;

/** Integers of C in 1, 2, 4 or 8 bytes, as a long. */
final class Integers {
  private Integers() {}

  /** The integer, sign-extended. */
  static long read(ByteBuffer bytes, int at, int size) {
    return switch (size) {
      case Byte.BYTES -> bytes.get(at);
      case Short.BYTES -> bytes.getShort(at);
      case Integer.BYTES -> bytes.getInt(at);
      case Long.BYTES -> bytes.getLong(at);
      default -> throw noInteger(size);
    };
  }

  static void write(ByteBuffer bytes, int at, int size, long value) {
    switch (size) {
      case Byte.BYTES -> bytes.put(at, (byte) fitting(size, value));
      case Short.BYTES -> bytes.putShort(at, (short) fitting(size, value));
      case Integer.BYTES -> bytes.putInt(at, (int) fitting(size, value));
      case Long.BYTES -> bytes.putLong(at, value);
      default -> throw noInteger(size);
    }
  }

  /** C's type may be signed or not: all that either can hold is taken. */
  private static long fitting(int size, long value) {
    long limit = 1L << (size * Byte.SIZE);
    if (value < -limit / 2 || value >= limit) {
      throw new IllegalArgumentException(value + " does not fit in " + size + " bytes");
    }
    return value;
  }

  private static IllegalArgumentException noInteger(int size) {
    return new IllegalArgumentException("no integer has " + size + " bytes: use the other forms");
  }
}
