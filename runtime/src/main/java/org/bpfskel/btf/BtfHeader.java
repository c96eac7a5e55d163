package org.bpfskel.btf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * {@code struct btf_header}: where the sections are, as offsets into the data. Takes what libbpf's
 * {@code btf__new} takes: like it, looks neither at version and flags nor at fields past the known
 * ones.
 */
record BtfHeader(
    ByteOrder order,
    int types,
    int typesLength,
    int strings,
    int stringsLength,
    int layouts,
    int layoutsLength) {
  private static final short MAGIC = (short) 0xeb9f;

  /** Up to and with str_len; later headers add layout_off and layout_len. */
  private static final int SHORT_LENGTH = 24;

  private static final int LONG_LENGTH = 32;

  static BtfHeader parse(ByteBuffer bytes) throws BtfException {
    int available = bytes.limit();
    if (available < SHORT_LENGTH) {
      throw BtfException.header(
          0, "needs " + SHORT_LENGTH + " bytes, but the data has " + available);
    }
    ByteOrder order = order(bytes.get(0), bytes.get(1));
    ByteBuffer data = bytes.duplicate().order(order);
    long headerLength = u32(data, 4);
    if (headerLength < SHORT_LENGTH || headerLength > available) {
      throw BtfException.header(
          4,
          "header length " + headerLength + " is not within " + SHORT_LENGTH + " and " + available);
    }
    boolean hasLayouts = headerLength >= LONG_LENGTH;
    // Sections are counted from the end of the header.
    long types = headerLength + u32(data, 8);
    long typesLength = u32(data, 12);
    long strings = headerLength + u32(data, 16);
    long stringsLength = u32(data, 20);
    long layoutsLength = hasLayouts ? u32(data, 28) : 0;
    long layouts = layoutsLength > 0 ? headerLength + u32(data, 24) : strings;

    check(
        strings + stringsLength <= available,
        16,
        "string section",
        strings,
        stringsLength,
        "the data's end at " + available);
    check(
        types + typesLength <= strings,
        8,
        "type section",
        types,
        typesLength,
        "the string section at " + strings);
    if ((types - headerLength) % 4 != 0) {
      throw BtfException.header(
          8, "type section offset " + (types - headerLength) + " is not a multiple of 4");
    }
    if (layoutsLength > 0) {
      checkLayouts(layouts, layoutsLength, headerLength, types + typesLength, strings);
    }
    return new BtfHeader(
        order,
        (int) types,
        (int) typesLength,
        (int) strings,
        (int) stringsLength,
        (int) layouts,
        (int) layoutsLength);
  }

  /** In either byte order. */
  static boolean hasMagic(byte[] bytes) {
    return bytes.length >= Short.BYTES && isMagic(magic(bytes[0], bytes[1]));
  }

  private static boolean isMagic(short magic) {
    return magic == MAGIC || magic == Short.reverseBytes(MAGIC);
  }

  private static short magic(byte first, byte second) {
    return (short) (first << 8 | (second & 0xff));
  }

  /** That of data which begins with these bytes. */
  static ByteOrder order(byte first, byte second) throws BtfException {
    short magic = magic(first, second);
    if (isMagic(magic)) {
      return magic == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
    throw BtfException.header(
        0,
        String.format("magic bytes %02x %02x, but BTF starts with 9f eb or eb 9f", first, second));
  }

  private static long u32(ByteBuffer data, int at) {
    return Integer.toUnsignedLong(data.getInt(at));
  }

  private static void checkLayouts(
      long layouts, long length, long headerLength, long typesEnd, long strings)
      throws BtfException {
    check(
        layouts >= typesEnd && layouts + length <= strings,
        24,
        "layout section",
        layouts,
        length,
        "the types up to " + typesEnd + " or the strings at " + strings);
    if ((layouts - headerLength) % 4 != 0 || length % 4 != 0) {
      throw BtfException.header(
          24,
          "layout section at "
              + layouts
              + " with "
              + length
              + " bytes is not made of 4-byte entries");
    }
  }

  private static void check(
      boolean fits, int field, String section, long start, long length, String limit)
      throws BtfException {
    if (!fits) {
      throw BtfException.header(
          field, section + " at " + start + " with " + length + " bytes runs into " + limit);
    }
  }
}
