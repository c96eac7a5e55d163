package org.bpfskel.processor.dwarf;

import org.bpfskel.btf.BtfType;

/** Numbers, characters and {@code bool}: entries of {@code DW_TAG_base_type}. */
final class BaseTypes {
  /** {@code DW_ATE_*}. */
  private static final int BOOLEAN = 2;

  private static final int FLOAT = 4;
  private static final int SIGNED = 5;
  private static final int SIGNED_CHAR = 6;
  private static final int UNSIGNED = 7;
  private static final int UNSIGNED_CHAR = 8;
  private static final int UTF = 0x10;

  private static final int LARGEST_INT = 16;

  private BaseTypes() {}

  static BtfType of(DebugEntry entry) throws DwarfException {
    int size = TypeConversion.size(entry);
    long encoding = entry.number(DwarfAttribute.ENCODING);
    if (encoding == FLOAT) {
      return new BtfType.Float(entry.name(), size);
    }
    boolean isInteger =
        encoding == UNSIGNED || encoding == UNSIGNED_CHAR || encoding == UTF || isSigned(entry);
    if (size < 1 || size > LARGEST_INT || !(isInteger || encoding == BOOLEAN)) {
      throw new DwarfException(
          "'%s' of %d bytes and encoding %d is no number that BTF has"
              .formatted(entry.name(), size, encoding));
    }
    boolean isBool = encoding == BOOLEAN;
    return new BtfType.Int(entry.name(), size, isSigned(entry), false, isBool, 0, size * Byte.SIZE);
  }

  /** Whether it is an integer with values below 0. */
  static boolean isSigned(DebugEntry entry) {
    long encoding = entry.number(DwarfAttribute.ENCODING);
    return encoding == SIGNED || encoding == SIGNED_CHAR;
  }
}
