package org.bpfskel.it;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * BTF that libbpf 1.8 reads otherwise than 1.4 to 1.7 and our reader do. It takes bits of records
 * that had no meaning before for more kinds and elements; and headers shorter than any there was.
 */
final class ReadAnew {
  private static final short MAGIC = (short) 0xeb9f;
  private static final int RESERVED = 0x60ff0000;
  private static final int HEADER_BEFORE_LAYOUTS = 24;
  private static final int RECORD = 12;

  /** Bytes behind a record, and of each element there, by kind. */
  private static final int[] FIXED = {0, 4, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 4, 0, 0};

  private static final int[] ELEMENT = {
    0, 0, 0, 0, 12, 12, 8, 0, 0, 0, 0, 0, 0, 8, 0, 12, 0, 0, 0, 12
  };

  private ReadAnew() {}

  /** Whether its header is such a one, or a record of it has such bits and it has no layouts. */
  static boolean by18(byte[] bytes) {
    ByteBuffer btf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEADER_BEFORE_LAYOUTS) {
      return false;
    }
    if (btf.getShort(0) != MAGIC) {
      btf.order(ByteOrder.BIG_ENDIAN);
    }
    int header = btf.getInt(4);
    if (header >= 0 && header < HEADER_BEFORE_LAYOUTS) {
      return true;
    }
    long at = (long) header + btf.getInt(8);
    long end = Math.min(at + btf.getInt(12), bytes.length);
    while (header == HEADER_BEFORE_LAYOUTS && at >= 0 && at + RECORD <= end) {
      int info = btf.getInt((int) at + 4);
      int kind = info >>> 24 & 0x1f;
      if ((info & RESERVED) != 0) {
        return true;
      }
      at += RECORD;
      at += kind < FIXED.length ? FIXED[kind] + (long) (info & 0xffff) * ELEMENT[kind] : 0;
    }
    return false;
  }
}
