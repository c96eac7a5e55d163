package org.bpfskel.processor.dwarf;

import java.nio.ByteBuffer;

/**
 * The header of a unit in {@code .debug_info}, which is what one C file became.
 *
 * @param start of the unit in the section
 * @param end of the unit in the section
 * @param entries where its entries begin
 * @param offsetSize bytes of a place in a section: 4, and 8 in the 64-bit format
 * @param abbreviations where its table begins in {@code .debug_abbrev}
 * @param whole whether it is what this reader looks for, a compilation or a part of one
 */
record UnitHeader(
    int start,
    int end,
    int entries,
    int offsetSize,
    int addressSize,
    long abbreviations,
    boolean whole) {
  private static final long FORMAT_64 = 0xffff_ffffL;
  private static final int OLDEST = 4;
  private static final int NEWEST = 5;

  /** {@code DW_UT_compile} and {@code DW_UT_partial}. */
  private static final int COMPILE = 1;

  private static final int PARTIAL = 3;

  static UnitHeader read(ByteBuffer info, int start) throws DwarfException {
    DwarfBytes bytes = DwarfBytes.at(info, start);
    long length = bytes.unsigned(4);
    int offsetSize = length == FORMAT_64 ? 8 : 4;
    if (length == FORMAT_64) {
      length = bytes.unsigned(8);
    }
    if (length < 0 || length > bytes.remaining()) {
      throw DwarfException.damaged(
          "the unit at byte %d should have %s bytes, and %d are left"
              .formatted(start, Long.toUnsignedString(length), bytes.remaining()));
    }
    int end = bytes.position() + (int) length;
    int version = (int) bytes.unsigned(2);
    if (version < OLDEST || version > NEWEST) {
      throw new DwarfException(
          "it is DWARF of version %d, and versions %d and %d are read: compile with -gdwarf-%d"
              .formatted(version, OLDEST, NEWEST, NEWEST));
    }
    int type = COMPILE;
    int addressSize = 0;
    if (version == NEWEST) {
      type = (int) bytes.unsigned(1);
      addressSize = (int) bytes.unsigned(1);
    }
    long abbreviations = bytes.unsigned(offsetSize);
    if (version < NEWEST) {
      addressSize = (int) bytes.unsigned(1);
    }
    boolean whole = type == COMPILE || type == PARTIAL;
    return new UnitHeader(
        start, end, bytes.position(), offsetSize, addressSize, abbreviations, whole);
  }
}
