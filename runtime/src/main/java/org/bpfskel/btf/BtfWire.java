package org.bpfskel.btf;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of one BTF, read in their own byte order. The caller has checked the bounds. */
final class BtfWire {
  private static final VarHandle LITTLE_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final boolean swapped;

  BtfWire(byte[] bytes, ByteOrder order) {
    this.bytes = bytes;
    this.swapped = order == ByteOrder.BIG_ENDIAN;
  }

  ByteOrder order() {
    return swapped ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  int length() {
    return bytes.length;
  }

  int u8(int at) {
    return bytes[at] & 0xff;
  }

  int i32(int at) {
    int value = (int) LITTLE_ENDIAN_INT.get(bytes, at);
    return swapped ? Integer.reverseBytes(value) : value;
  }

  long u32(int at) {
    return Integer.toUnsignedLong(i32(at));
  }

  String utf8(int at, int length) {
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }
}
