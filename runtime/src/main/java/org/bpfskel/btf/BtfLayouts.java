package org.bpfskel.btf;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Sizes of type records: by kind for known kinds, else from the layout section, if there is one.
 */
final class BtfLayouts {
  /** {@code struct btf_layout}: u8 info_sz, u8 elem_sz, u16 flags. */
  private static final int ENTRY_BYTES = 4;

  /** Kinds of 5 bits and counts of 16 are all that there was before layouts. */
  private static final int INFO_WITHOUT_LAYOUTS = 0x9f00ffff;

  private final byte[] entries;
  private final int count;

  private BtfLayouts(byte[] entries) {
    this.entries = entries;
    this.count = entries.length / ENTRY_BYTES;
  }

  /** Split BTF without a layout section uses that of its base. */
  static BtfLayouts read(ByteBuffer data, BtfHeader header, @Nullable BtfLayouts base) {
    if (base != null && header.layoutsLength() == 0) {
      return base;
    }
    byte[] entries = new byte[header.layoutsLength()];
    data.get(header.layouts(), entries);
    return new BtfLayouts(entries);
  }

  /**
   * An info word without the bits that had no meaning before there were layouts. libbpf up to 1.7
   * passes over them, whatever they are; so does this reader, where no layout tells of their use.
   */
  int info(int word) {
    return count == 0 ? word & INFO_WITHOUT_LAYOUTS : word;
  }

  /** Words of a record of a kind that is not known, or -1 if it is not described either. */
  int recordWords(int info) {
    int number = BtfRecord.kindNumber(info);
    if (number >= count) {
      return -1;
    }
    int fixed = entries[number * ENTRY_BYTES] & 0xff;
    int element = entries[number * ENTRY_BYTES + 1] & 0xff;
    if (fixed % Integer.BYTES != 0 || element % Integer.BYTES != 0) {
      return -1;
    }
    return BtfRecord.words(fixed / Integer.BYTES, element / Integer.BYTES, info);
  }
}
