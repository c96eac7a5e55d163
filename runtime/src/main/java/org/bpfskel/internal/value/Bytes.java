package org.bpfskel.internal.value;

import java.nio.ByteBuffer;

/** Bytes of a buffer, whatever they mean. */
public final class Bytes {
  private Bytes() {}

  public static void clear(ByteBuffer bytes, int from, int length) {
    int i = from;
    for (; i + Long.BYTES <= from + length; i += Long.BYTES) {
      bytes.putLong(i, 0);
    }
    for (; i < from + length; i++) {
      bytes.put(i, (byte) 0);
    }
  }
}
