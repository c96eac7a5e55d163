package org.bpfskel.processor.dwarf;

import org.bpfskel.btf.BtfKind;
import org.jspecify.annotations.Nullable;

/** What an entry is: those of {@code DW_TAG_*} that types of C are made of. */
enum DwarfTag {
  ARRAY_TYPE(0x01, BtfKind.ARRAY),
  ENUMERATION_TYPE(0x04, BtfKind.ENUM),
  FORMAL_PARAMETER(0x05, null),
  MEMBER(0x0d, null),
  POINTER_TYPE(0x0f, BtfKind.PTR),
  COMPILE_UNIT(0x11, null),
  STRUCTURE_TYPE(0x13, BtfKind.STRUCT),
  SUBROUTINE_TYPE(0x15, BtfKind.FUNC_PROTO),
  TYPEDEF(0x16, BtfKind.TYPEDEF),
  UNION_TYPE(0x17, BtfKind.UNION),
  UNSPECIFIED_PARAMETERS(0x18, null),
  /** A base class, which C does not have. */
  INHERITANCE(0x1c, null),
  SUBRANGE_TYPE(0x21, null),
  BASE_TYPE(0x24, BtfKind.INT),
  CONST_TYPE(0x26, BtfKind.CONST),
  ENUMERATOR(0x28, null),
  /** Of Rust's enums, which C does not have. */
  VARIANT_PART(0x33, null),
  VOLATILE_TYPE(0x35, BtfKind.VOLATILE),
  RESTRICT_TYPE(0x37, BtfKind.RESTRICT),
  /** {@code void} with a name. */
  UNSPECIFIED_TYPE(0x3b, BtfKind.VOID),
  PARTIAL_UNIT(0x3c, null),
  /** Of which BTF knows nothing: the type behind it is meant. */
  ATOMIC_TYPE(0x47, null);

  private final int number;
  private final @Nullable BtfKind kind;

  DwarfTag(int number, @Nullable BtfKind kind) {
    this.number = number;
    this.kind = kind;
  }

  /** The tag of that number, or null for one that no type of C needs. */
  static @Nullable DwarfTag of(long number) {
    for (DwarfTag tag : values()) {
      if (tag.number == number) {
        return tag;
      }
    }
    return null;
  }

  /** What the entry becomes in BTF, where it becomes a type of its own; else null. */
  @Nullable BtfKind kind() {
    return kind;
  }

  /** Whether a type of this tag can be asked for by its name. */
  boolean isNamed() {
    return this == STRUCTURE_TYPE
        || this == UNION_TYPE
        || this == ENUMERATION_TYPE
        || this == TYPEDEF;
  }
}
