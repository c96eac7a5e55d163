package org.bpfskel.internal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Whether functions and variables of an ELF file lie in their sections. libbpf adds their offsets
 * and sizes before it compares, so that a sum which wraps has it copy from anywhere.
 */
public final class ElfSymbols {
  private static final int SECTION_HEADER = 64;
  private static final int SYMBOL = 24;
  private static final int SYMTAB = 2;
  private static final int OBJECT = 1;
  private static final int FUNC = 2;
  private static final int SHN_UNDEF = 0;
  private static final int SHN_LORESERVE = 0xff00;

  private final ByteBuffer file;
  private final long headers;
  private final long count;

  private ElfSymbols(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    this.headers = file.getLong(40);
    this.count = headersFit(1) ? sectionCount() : 0;
  }

  /**
   * What is wrong, or null. In time linear in the size of the file.
   *
   * @param bytes what {@link ElfIdent#mismatch} finds nothing wrong with
   */
  public static @Nullable String mismatch(byte[] bytes) {
    ElfSymbols elf = new ElfSymbols(bytes);
    if (elf.count < 1 || !elf.headersFit(elf.count)) {
      return "a damaged ELF file: its section headers do not lie in it; build the object again";
    }
    for (int section = 1; section < elf.count; section++) {
      if (elf.file.getInt(elf.header(section) + 4) == SYMTAB) {
        // libbpf refuses a second one.
        return elf.mismatchIn(section);
      }
    }
    return null;
  }

  private boolean headersFit(long sections) {
    return headers >= SECTION_HEADER
        && headers <= file.limit()
        && sections <= (file.limit() - headers) / SECTION_HEADER;
  }

  /** What does not fit into 16 bits stands in section 0. */
  private long sectionCount() {
    int few = Short.toUnsignedInt(file.getShort(60));
    return few != 0 ? few : file.getLong((int) headers + 32);
  }

  private int header(int section) {
    return (int) headers + section * SECTION_HEADER;
  }

  private @Nullable String mismatchIn(int table) {
    long start = file.getLong(header(table) + 24);
    long size = file.getLong(header(table) + 32);
    if (start < 0 || size < 0 || start > file.limit() - size) {
      return "a damaged ELF file: its symbol table does not lie in it; build the object again";
    }
    for (long at = start; at <= start + size - SYMBOL; at += SYMBOL) {
      String mismatch = mismatchOf((int) ((at - start) / SYMBOL), (int) at);
      if (mismatch != null) {
        return mismatch;
      }
    }
    return null;
  }

  private @Nullable String mismatchOf(int symbol, int at) {
    int type = file.get(at + 4) & 0xf;
    int section = Short.toUnsignedInt(file.getShort(at + 6));
    if ((type != OBJECT && type != FUNC) || section == SHN_UNDEF || section >= SHN_LORESERVE) {
      return null;
    }
    long offset = file.getLong(at + 8);
    long size = file.getLong(at + 16);
    long room = section < count ? file.getLong(header(section) + 32) : 0;
    return offset >= 0 && size >= 0 && offset <= room && size <= room - offset
        ? null
        : ("a damaged ELF file: symbol %d should have %s bytes at byte %s of section %d, which has"
                + " %s; build the object again")
            .formatted(
                symbol,
                Long.toUnsignedString(size),
                Long.toUnsignedString(offset),
                section,
                Long.toUnsignedString(room));
  }
}
