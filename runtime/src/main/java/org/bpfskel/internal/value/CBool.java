package org.bpfskel.internal.value;

import java.nio.ByteBuffer;

/**
 * A {@code bool} of C whose byte nothing else keeps. Java writes 0 or 1; another byte, which a
 * program can store by a pointer of another type, would be written as a value that it is not.
 */
public final class CBool {
  private CBool() {}

  public static boolean read(ByteBuffer bytes, int at) {
    byte value = bytes.get(at);
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException(
          "a bool is the byte 0 or 1, and not %d".formatted(Byte.toUnsignedInt(value)));
    }
    return value != 0;
  }

  /** Checks an array of {@code count} of them, of any dimensions. */
  public static void check(ByteBuffer bytes, int at, int count) {
    for (int i = 0; i < count; i++) {
      read(bytes, at + i);
    }
  }
}
