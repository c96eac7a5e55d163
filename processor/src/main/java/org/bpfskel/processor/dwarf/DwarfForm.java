package org.bpfskel.processor.dwarf;

import org.jspecify.annotations.Nullable;

/** How an attribute's value is written: {@code DW_FORM_*} by their numbers. */
enum DwarfForm {
  ADDR(0x01, Meaning.OTHER, (bytes, unit) -> bytes.skip(unit.addressSize())),
  BLOCK2(0x03, Meaning.OTHER, (bytes, unit) -> bytes.skip(bytes.unsigned(2))),
  BLOCK4(0x04, Meaning.OTHER, (bytes, unit) -> bytes.skip(bytes.unsigned(4))),
  DATA2(0x05, Meaning.NUMBER, fixed(2)),
  DATA4(0x06, Meaning.NUMBER, fixed(4)),
  DATA8(0x07, Meaning.NUMBER, fixed(8)),
  STRING(0x08, Meaning.TEXT, (bytes, unit) -> bytes.skipText()),
  BLOCK(0x09, Meaning.OTHER, (bytes, unit) -> bytes.skip(bytes.uleb())),
  BLOCK1(0x0a, Meaning.OTHER, (bytes, unit) -> bytes.skip(bytes.unsigned(1))),
  DATA1(0x0b, Meaning.NUMBER, fixed(1)),
  FLAG(0x0c, Meaning.NUMBER, fixed(1)),
  SDATA(0x0d, Meaning.NUMBER, (bytes, unit) -> bytes.sleb()),
  STRP(0x0e, Meaning.TEXT_PLACE, offset()),
  UDATA(0x0f, Meaning.NUMBER, uleb()),
  REF_ADDR(0x10, Meaning.ENTRY, offset()),
  REF1(0x11, Meaning.ENTRY_OF_UNIT, fixed(1)),
  REF2(0x12, Meaning.ENTRY_OF_UNIT, fixed(2)),
  REF4(0x13, Meaning.ENTRY_OF_UNIT, fixed(4)),
  REF8(0x14, Meaning.ENTRY_OF_UNIT, fixed(8)),
  REF_UDATA(0x15, Meaning.ENTRY_OF_UNIT, uleb()),
  SEC_OFFSET(0x17, Meaning.OTHER, offset()),
  EXPRLOC(0x18, Meaning.OTHER, (bytes, unit) -> bytes.skip(bytes.uleb())),
  FLAG_PRESENT(0x19, Meaning.NUMBER, (bytes, unit) -> 1),
  STRX(0x1a, Meaning.TEXT_INDEX, uleb()),
  ADDRX(0x1b, Meaning.OTHER, uleb()),
  REF_SUP4(0x1c, Meaning.OTHER, fixed(4)),
  STRP_SUP(0x1d, Meaning.OTHER, offset()),
  DATA16(0x1e, Meaning.OTHER, (bytes, unit) -> bytes.skip(16)),
  LINE_STRP(0x1f, Meaning.OTHER, offset()),
  REF_SIG8(0x20, Meaning.OTHER, fixed(8)),
  /** The value stands in the abbreviation. */
  IMPLICIT_CONST(0x21, Meaning.NUMBER, (bytes, unit) -> 0),
  LOCLISTX(0x22, Meaning.OTHER, uleb()),
  RNGLISTX(0x23, Meaning.OTHER, uleb()),
  REF_SUP8(0x24, Meaning.OTHER, fixed(8)),
  STRX1(0x25, Meaning.TEXT_INDEX, fixed(1)),
  STRX2(0x26, Meaning.TEXT_INDEX, fixed(2)),
  STRX3(0x27, Meaning.TEXT_INDEX, fixed(3)),
  STRX4(0x28, Meaning.TEXT_INDEX, fixed(4)),
  ADDRX1(0x29, Meaning.OTHER, fixed(1)),
  ADDRX2(0x2a, Meaning.OTHER, fixed(2)),
  ADDRX3(0x2b, Meaning.OTHER, fixed(3)),
  ADDRX4(0x2c, Meaning.OTHER, fixed(4));

  /** What the number is that is read. */
  enum Meaning {
    NUMBER,
    /** Where the text stands in {@code .debug_info} itself. */
    TEXT,
    /** Where it stands in {@code .debug_str}. */
    TEXT_PLACE,
    /** Where that is told in {@code .debug_str_offsets}. */
    TEXT_INDEX,
    /** Where an entry stands in {@code .debug_info}. */
    ENTRY,
    /** The same, counted from the start of the unit. */
    ENTRY_OF_UNIT,
    /** Nothing that types of C need. */
    OTHER
  }

  private interface FormReader {
    long read(DwarfBytes bytes, UnitHeader unit) throws DwarfException;
  }

  private final int number;
  private final Meaning meaning;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  private final FormReader reader;

  DwarfForm(int number, Meaning meaning, FormReader reader) {
    this.number = number;
    this.meaning = meaning;
    this.reader = reader;
  }

  private static FormReader fixed(int size) {
    return (bytes, unit) -> bytes.unsigned(size);
  }

  private static FormReader offset() {
    return (bytes, unit) -> bytes.unsigned(unit.offsetSize());
  }

  private static FormReader uleb() {
    return (bytes, unit) -> bytes.uleb();
  }

  /** The form of that number, or null for one that no compiler of C writes. */
  static @Nullable DwarfForm of(long number) {
    for (DwarfForm form : values()) {
      if (form.number == number) {
        return form;
      }
    }
    return null;
  }

  Meaning meaning() {
    return meaning;
  }

  /** Reads the value, or passes over it. */
  long read(DwarfBytes bytes, UnitHeader unit) throws DwarfException {
    return reader.read(bytes, unit);
  }

  /** The number with the sign that it has if its type has one. */
  long signed(long value) {
    return switch (this) {
      case DATA1 -> (byte) value;
      case DATA2 -> (short) value;
      case DATA4 -> (int) value;
      default -> value;
    };
  }
}
