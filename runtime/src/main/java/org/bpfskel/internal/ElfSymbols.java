package org.bpfskel.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Whether functions and variables of an ELF file lie in their sections. libbpf adds their offsets
 * and sizes before it compares, so that a sum which wraps has it copy from anywhere. It also writes
 * to the second half of an instruction of 16 bytes without a look at where the function ends.
 */
public final class ElfSymbols {
  private static final int SYMBOL = 24;
  private static final int SYMTAB = 2;
  private static final int OBJECT = 1;
  private static final int FUNC = 2;
  private static final int INSTRUCTION = 8;

  /** {@code BPF_LD | BPF_IMM | BPF_DW}: the code of the first half; that of the second is 0. */
  private static final int LD_IMM64 = 0x18;

  private static final int SHN_UNDEF = 0;
  private static final int SHN_LORESERVE = 0xff00;

  private final ElfSections sections;

  private ElfSymbols(ElfSections sections) {
    this.sections = sections;
  }

  /**
   * What is wrong, or null. In time linear in the size of the file.
   *
   * @param bytes what {@link ElfIdent#mismatch} finds nothing wrong with
   */
  public static @Nullable String mismatch(byte[] bytes) {
    ElfSections sections = ElfSections.of(bytes);
    if (sections == null) {
      return "a damaged ELF file: its section headers do not lie in it; build the object again";
    }
    for (int section = 1; section < sections.count(); section++) {
      if (sections.type(section) == SYMTAB) {
        // libbpf refuses a second one.
        return new ElfSymbols(sections).mismatchIn(sections.content(section));
      }
    }
    return null;
  }

  private @Nullable String mismatchIn(@Nullable ByteBuffer table) {
    if (table == null) {
      return "a damaged ELF file: its symbol table does not lie in it; build the object again";
    }
    for (int at = 0; at <= table.limit() - SYMBOL; at += SYMBOL) {
      String mismatch = mismatchOf(table, at);
      if (mismatch != null) {
        return mismatch;
      }
    }
    return null;
  }

  private @Nullable String mismatchOf(ByteBuffer table, int at) {
    int symbol = at / SYMBOL;
    int type = table.get(at + 4) & 0xf;
    int section = Short.toUnsignedInt(table.getShort(at + 6));
    if ((type != OBJECT && type != FUNC) || section == SHN_UNDEF || section >= SHN_LORESERVE) {
      return null;
    }
    long offset = table.getLong(at + 8);
    long size = table.getLong(at + 16);
    long room = section < sections.count() ? sections.size(section) : 0;
    if (offset >= 0 && size >= 0 && offset <= room && size <= room - offset) {
      return type == FUNC && endsWithin(section, offset + size)
          ? "a damaged ELF file: function symbol %d ends within an instruction; build the object again"
              .formatted(symbol)
          : null;
    }
    return ("a damaged ELF file: symbol %d should have %s bytes at byte %s of section %d, which has"
            + " %s; build the object again")
        .formatted(
            symbol,
            Long.toUnsignedString(size),
            Long.toUnsignedString(offset),
            section,
            Long.toUnsignedString(room));
  }

  /** Whether what ends there has the first half of an instruction last. */
  private boolean endsWithin(int section, long end) {
    ByteBuffer code = sections.isProgbits(section) ? sections.content(section) : null;
    return code != null && end >= INSTRUCTION && code.get((int) end - INSTRUCTION) == LD_IMM64;
  }
}
