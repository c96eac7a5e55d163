package org.bpfskel.btf;

import org.jspecify.annotations.Nullable;

/**
 * Sizes of type records: by kind for known kinds, else from the layout section, if there is one.
 */
final class BtfLayouts {
  /** {@code struct btf_layout}: u8 info_sz, u8 elem_sz, u16 flags. */
  private static final int ENTRY_BYTES = 4;

  /** Kinds of 5 bits and counts of 16 are all that there was before layouts. */
  private static final int INFO_WITHOUT_LAYOUTS = 0x9f00ffff;

  private final BtfWire wire;
  private final int start;
  private final int count;

  private BtfLayouts(BtfHeader header) {
    this.wire = header.wire();
    this.start = header.layouts();
    this.count = header.layoutsLength() / ENTRY_BYTES;
  }

  /** Split BTF without a layout section uses that of its base. */
  static BtfLayouts parse(BtfHeader header, @Nullable BtfLayouts base) {
    return base != null && header.layoutsLength() == 0 ? base : new BtfLayouts(header);
  }

  /**
   * An info word without the bits that had no meaning before there were layouts. libbpf up to 1.7
   * passes over them, whatever they are; so does this reader, where no layout tells of their use.
   */
  int info(int word) {
    return count == 0 ? word & INFO_WITHOUT_LAYOUTS : word;
  }

  /** Bytes of the record, or -1 if its kind is neither known nor described. */
  long recordBytes(int info) {
    int number = BtfRecord.kindNumber(info);
    BtfKind kind = BtfKind.ofRecord(number);
    int fixed = kind.fixedBytes;
    int element = kind.elementBytes;
    if (kind == BtfKind.UNKNOWN) {
      if (number >= count) {
        return -1;
      }
      fixed = wire.u8(start + number * ENTRY_BYTES);
      element = wire.u8(start + number * ENTRY_BYTES + 1);
      if (fixed % 4 != 0 || element % 4 != 0) {
        return -1;
      }
    }
    return BtfRecord.BYTES + fixed + (long) BtfRecord.vlen(info) * element;
  }
}
