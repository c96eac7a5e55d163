package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** {@code struct btf_ext_header}: where {@code .BTF.ext} has which records. */
record ExtHeader(ByteOrder order, Part functions, Part lines, Part relocations) {
  /** Up to and with line_info_len; those of objects with relocations add core_relo. */
  private static final int SHORT_LENGTH = 24;

  private static final int LONG_LENGTH = 32;

  private static final int FUNCTION_WORDS = 2;
  private static final int LINE_WORDS = 4;
  private static final int RELOCATION_WORDS = 4;

  /**
   * The records of one kind.
   *
   * @param words of each record that are known; there may be more
   * @param names those of these that are offsets into the strings, a bit each
   */
  record Part(int start, int length, int words, int names) {
    /** All blocks: those of each ELF section stand together. */
    List<ExtRecords> read(ByteBuffer data, BtfStrings strings) throws BtfException {
      List<ExtRecords> blocks = new ArrayList<>();
      if (length == 0) {
        return blocks;
      }
      int end = start + length;
      if (length < Integer.BYTES) {
        throw BtfException.ext(start, "%d bytes have no record size".formatted(length));
      }
      int size = data.getInt(start);
      if (size < words * Integer.BYTES || size % Integer.BYTES != 0 || size > length) {
        throw BtfException.ext(
            start,
            "records of %d bytes, but they have %d at least, and a multiple of 4"
                .formatted(Integer.toUnsignedLong(size), words * Integer.BYTES));
      }
      int at = start + Integer.BYTES;
      while (at < end) {
        if (end - at < 2 * Integer.BYTES) {
          throw BtfException.ext(at, "%d bytes are no block of records".formatted(end - at));
        }
        long count = Integer.toUnsignedLong(data.getInt(at + Integer.BYTES));
        int first = at + 2 * Integer.BYTES;
        if (count == 0 || count * size > end - first) {
          throw BtfException.ext(
              at, "%d records of %d bytes in %d bytes".formatted(count, size, end - first));
        }
        check(data, at, strings);
        ExtRecords block = new ExtRecords(data, data.getInt(at), first, size, (int) count);
        for (int i = 0; i < block.count(); i++) {
          for (int word = 0; word < words; word++) {
            if ((names >>> word & 1) != 0) {
              check(data, first + i * size + word * Integer.BYTES, strings);
            }
          }
        }
        blocks.add(block);
        at = first + block.count() * size;
      }
      return blocks;
    }

    private static void check(ByteBuffer data, int at, BtfStrings strings) throws BtfException {
      long offset = Integer.toUnsignedLong(data.getInt(at));
      if (offset >= strings.length()) {
        throw BtfException.ext(
            at, "string %d of a string section of %d bytes".formatted(offset, strings.length()));
      }
    }
  }

  static ExtHeader parse(ByteBuffer bytes) throws BtfException {
    int available = bytes.limit();
    if (available < SHORT_LENGTH) {
      throw BtfException.ext(
          0, "a header needs %d bytes, but the data has %d".formatted(SHORT_LENGTH, available));
    }
    ByteOrder order = BtfHeader.order(bytes.get(0), bytes.get(1));
    ByteBuffer data = bytes.duplicate().order(order);
    long length = Integer.toUnsignedLong(data.getInt(4));
    if (length < SHORT_LENGTH || length > available) {
      throw BtfException.ext(
          4, "header length %d is not within %d and %d".formatted(length, SHORT_LENGTH, available));
    }
    Part none = new Part(0, 0, RELOCATION_WORDS, 0);
    return new ExtHeader(
        order,
        part(data, length, 8, FUNCTION_WORDS, 0),
        part(data, length, 16, LINE_WORDS, 0b0110),
        length >= LONG_LENGTH ? part(data, length, 24, RELOCATION_WORDS, 0b0100) : none);
  }

  private static Part part(ByteBuffer data, long headerLength, int field, int words, int names)
      throws BtfException {
    long offset = Integer.toUnsignedLong(data.getInt(field));
    long length = Integer.toUnsignedLong(data.getInt(field + Integer.BYTES));
    long start = headerLength + offset;
    if (offset % Integer.BYTES != 0 || start + length > data.limit()) {
      throw BtfException.ext(
          field,
          "%d bytes at %d are not within %d, or not on a word"
              .formatted(length, start, data.limit()));
    }
    return new Part((int) start, (int) length, words, names);
  }
}
