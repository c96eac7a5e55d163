package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the symbol table and reads it. */
final class SymbolReader {
  private static final int SYMBOL_SIZE = 24;
  private static final int SHN_LORESERVE = 0xff00;
  private static final int SHN_XINDEX = 0xffff;

  private final ElfBytes bytes;
  private final List<Section> sections;

  SymbolReader(ElfBytes bytes, List<Section> sections) {
    this.bytes = bytes;
    this.sections = sections;
  }

  /** The symbols, or null if the file is stripped. */
  @Nullable List<Symbol> read() throws ElfException {
    Section table = null;
    for (Section section : sections) {
      if (section.type() == Section.SYMTAB && table != null) {
        throw bytes.damaged(
            "sections %d and %d are both symbol tables".formatted(table.index(), section.index()));
      }
      table = section.type() == Section.SYMTAB ? section : table;
    }
    return table == null ? null : read(table);
  }

  private List<Symbol> read(Section table) throws ElfException {
    ByteBuffer data = bytes.table(table, SYMBOL_SIZE);
    if (table.link() <= 0 || table.link() >= sections.size()) {
      throw bytes.damaged("section %d should hold the symbol names".formatted(table.link()));
    }
    Section names = sections.get(table.link());
    ByteBuffer largeIndexes = largeIndexes(table);
    List<Symbol> symbols = new ArrayList<>(data.limit() / SYMBOL_SIZE);
    for (int at = 0; at < data.limit(); at += SYMBOL_SIZE) {
      int info = data.get(at + 4);
      symbols.add(
          new Symbol(
              bytes.name(names, data.getInt(at)),
              data.getLong(at + 8),
              data.getLong(at + 16),
              section(at / SYMBOL_SIZE, data.getShort(at + 6), largeIndexes),
              info >> 4 & 0xf,
              info & 0xf,
              data.get(at + 5) & 0x3));
    }
    return List.copyOf(symbols);
  }

  private int section(int symbol, short number, ByteBuffer largeIndexes) throws ElfException {
    int index = Short.toUnsignedInt(number);
    if (index >= SHN_LORESERVE && index != SHN_XINDEX) {
      return Symbol.NO_SECTION;
    }
    if (index == SHN_XINDEX && symbol < largeIndexes.limit() / Integer.BYTES) {
      index = largeIndexes.getInt(symbol * Integer.BYTES);
    }
    if (index < 0 || index >= sections.size()) {
      throw bytes.damaged(
          "symbol %d lies in section %d of %d".formatted(symbol, index, sections.size()));
    }
    return index;
  }

  /** Section numbers that do not fit into 16 bits, one for each symbol; mostly empty. */
  private ByteBuffer largeIndexes(Section table) {
    for (Section section : sections) {
      if (section.type() == Section.SYMTAB_SHNDX && section.link() == table.index()) {
        return bytes.data(section);
      }
    }
    return ByteBuffer.allocate(0);
  }
}
