package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;

/** Numbers in headers: within their bits, and in the network's byte order. */
final class Numbers {
  private Numbers() {}

  static int check(String what, int value, int most) {
    return (int) check(what, (long) value, most);
  }

  static long check(String what, long value, long most) {
    if (value < 0 || value > most) {
      throw new IllegalArgumentException(
          "%s is %d, and has to be from 0 to %d".formatted(what, value, most));
    }
    return value;
  }

  static void write16(ByteArrayOutputStream out, int value) {
    out.write(value >>> 8);
    out.write(value);
  }

  static void write32(ByteArrayOutputStream out, long value) {
    write16(out, (int) (value >>> 16));
    write16(out, (int) value);
  }
}
