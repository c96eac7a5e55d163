package org.bpfskel.struct;

import java.nio.ByteBuffer;

/** Bytes of a buffer, whatever they mean. */
final class Bytes {
  private Bytes() {}

  static void clear(ByteBuffer bytes, int from, int length) {
    int i = from;
    for (; i + Long.BYTES <= from + length; i += Long.BYTES) {
      bytes.putLong(i, 0);
    }
    for (; i < from + length; i++) {
      bytes.put(i, (byte) 0);
    }
  }
}
