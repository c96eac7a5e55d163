package org.bpfskel.processor.dwarf;

import org.jspecify.annotations.Nullable;

/** What an entry says of itself: those of {@code DW_AT_*} that types of C need. */
enum DwarfAttribute {
  NAME(0x03),
  BYTE_SIZE(0x0b),
  /** Of a bitfield, as DWARF 3 counts it: from the highest bit of its integer. */
  BIT_OFFSET(0x0c),
  BIT_SIZE(0x0d),
  CONST_VALUE(0x1c),
  UPPER_BOUND(0x2f),
  COUNT(0x37),
  DATA_MEMBER_LOCATION(0x38),
  DECLARATION(0x3c),
  ENCODING(0x3e),
  TYPE(0x49),
  DATA_BIT_OFFSET(0x6b),
  STR_OFFSETS_BASE(0x72);

  private final int number;

  DwarfAttribute(int number) {
    this.number = number;
  }

  /** The attribute of that number, or null for one that no type of C needs. */
  static @Nullable DwarfAttribute of(long number) {
    for (DwarfAttribute attribute : values()) {
      if (attribute.number == number) {
        return attribute;
      }
    }
    return null;
  }
}
