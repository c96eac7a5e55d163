package org.bpfskel.processor.dwarf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A section from some place on, and how DWARF writes numbers into it. */
final class DwarfBytes {
  private static final int PAYLOAD_BITS = 7;
  private static final int MORE = 0x80;
  private static final int SIGN = 0x40;

  private final ByteBuffer bytes;

  private DwarfBytes(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Begins there. */
  static DwarfBytes at(ByteBuffer content, long start) throws DwarfException {
    if (start < 0 || start > content.limit()) {
      throw DwarfException.damaged(
          "something should lie at byte %s of %d"
              .formatted(Long.toUnsignedString(start), content.limit()));
    }
    ByteBuffer bytes = content.duplicate().order(content.order());
    return new DwarfBytes(bytes.position((int) start));
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  /** A number of 1, 2, 3, 4 or 8 bytes, without a sign. */
  long unsigned(int size) throws DwarfException {
    require(size);
    return switch (size) {
      case 1 -> Byte.toUnsignedLong(bytes.get());
      case 2 -> Short.toUnsignedLong(bytes.getShort());
      case 3 -> {
        long first = unsigned(bytes.order() == ByteOrder.LITTLE_ENDIAN ? 2 : 1);
        yield bytes.order() == ByteOrder.LITTLE_ENDIAN
            ? first | unsigned(1) << 16
            : first << 16 | unsigned(2);
      }
      case 4 -> Integer.toUnsignedLong(bytes.getInt());
      default -> bytes.getLong();
    };
  }

  /** {@code LEB128}, of which 64 bits are kept. */
  long uleb() throws DwarfException {
    return leb(false);
  }

  /** The same with a sign. */
  long sleb() throws DwarfException {
    return leb(true);
  }

  private long leb(boolean signed) throws DwarfException {
    long value = 0;
    int shift = 0;
    long next;
    do {
      next = unsigned(1);
      value |= shift < Long.SIZE ? (next & ~MORE) << shift : 0;
      shift += PAYLOAD_BITS;
    } while ((next & MORE) != 0);
    boolean negative = signed && shift < Long.SIZE && (next & SIGN) != 0;
    return negative ? value | -1L << shift : value;
  }

  /** Passes over so many bytes, and tells where they were. */
  long skip(long count) throws DwarfException {
    require(count);
    int start = bytes.position();
    bytes.position(start + (int) count);
    return start;
  }

  /** Passes over a text and its NUL, and tells where it was. */
  long skipText() throws DwarfException {
    int start = bytes.position();
    while (unsigned(1) != 0) {}
    return start;
  }

  private void require(long count) throws DwarfException {
    if (count < 0 || count > bytes.remaining()) {
      throw DwarfException.damaged(
          "something at byte %d takes %s bytes, and %d are left"
              .formatted(bytes.position(), Long.toUnsignedString(count), bytes.remaining()));
    }
  }
}
