package org.bpfskel.btf;

import java.nio.ByteOrder;

/**
 * {@code struct btf_header}: where the sections are, as offsets into the data. Takes what libbpf's
 * {@code btf__new} takes: like it, looks neither at version and flags nor at fields past the known
 * ones.
 */
record BtfHeader(
    BtfWire wire,
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

  static BtfHeader parse(byte[] bytes) throws BtfException {
    if (bytes.length < SHORT_LENGTH) {
      throw BtfException.header(
          0, "needs " + SHORT_LENGTH + " bytes, but the data has " + bytes.length);
    }
    BtfWire wire = new BtfWire(bytes, order(bytes));
    long headerLength = wire.u32(4);
    if (headerLength < SHORT_LENGTH || headerLength > bytes.length) {
      throw BtfException.header(
          4,
          "header length "
              + headerLength
              + " is not within "
              + SHORT_LENGTH
              + " and "
              + bytes.length);
    }
    boolean hasLayouts = headerLength >= LONG_LENGTH;
    // Sections are counted from the end of the header.
    long types = headerLength + wire.u32(8);
    long typesLength = wire.u32(12);
    long strings = headerLength + wire.u32(16);
    long stringsLength = wire.u32(20);
    long layoutsLength = hasLayouts ? wire.u32(28) : 0;
    long layouts = layoutsLength > 0 ? headerLength + wire.u32(24) : strings;

    check(
        strings + stringsLength <= bytes.length,
        16,
        "string section",
        strings,
        stringsLength,
        "the data's end at " + bytes.length);
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
        wire,
        (int) types,
        (int) typesLength,
        (int) strings,
        (int) stringsLength,
        (int) layouts,
        (int) layoutsLength);
  }

  /** In either byte order. */
  static boolean hasMagic(byte[] bytes) {
    return bytes.length >= Short.BYTES
        && (magic(bytes) == MAGIC || magic(bytes) == Short.reverseBytes(MAGIC));
  }

  private static short magic(byte[] bytes) {
    return (short) (bytes[0] << 8 | (bytes[1] & 0xff));
  }

  private static ByteOrder order(byte[] bytes) throws BtfException {
    if (hasMagic(bytes)) {
      return magic(bytes) == MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
    throw BtfException.header(
        0,
        String.format(
            "magic bytes %02x %02x, but BTF starts with 9f eb or eb 9f", bytes[0], bytes[1]));
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
