package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sections, symbols and relocations of a relocatable ELF64 file for BPF, of either byte order.
 * Immutable; keeps the array it was parsed from, which must not change.
 *
 * <p>Parsing checks every count, offset and name, in time and memory linear in the size of the
 * file.
 */
public final class ElfFile {
  private static final int REL_SIZE = 16;

  private final ElfBytes bytes;
  private final List<Section> sections;
  private final @Nullable List<Symbol> symbols;

  private ElfFile(ElfBytes bytes) throws ElfException {
    this.bytes = bytes;
    this.sections = new SectionReader(bytes).read();
    this.symbols = new SymbolReader(bytes, sections).read();
  }

  /**
   * Reads the file.
   *
   * @throws ElfException if it is not a relocatable ELF64 file for BPF, or is damaged
   */
  public static ElfFile parse(byte[] bytes) throws ElfException {
    return new ElfFile(new ElfBytes(ElfHeader.check(bytes)));
  }

  /**
   * The content of the first section of that name in an ELF64 file for any machine, a kernel for
   * one, as {@link #data}; null if there is none.
   *
   * @throws ElfException if it is no ELF64 file, or is damaged
   */
  public static @Nullable ByteBuffer content(byte[] file, String name) throws ElfException {
    ElfBytes bytes = new ElfBytes(ElfHeader.checkAny(file));
    for (Section section : new SectionReader(bytes).read()) {
      if (section.name().equals(name)) {
        return bytes.data(section);
      }
    }
    return null;
  }

  public ByteOrder byteOrder() {
    return bytes.file().order();
  }

  /** All sections by index, the null section 0 included. */
  public List<Section> sections() {
    return sections;
  }

  /** The first section of that name, or null. */
  public @Nullable Section section(String name) {
    for (Section section : sections) {
      if (section.name().equals(name)) {
        return section;
      }
    }
    return null;
  }

  /** False for a stripped file. */
  public boolean hasSymbolTable() {
    return symbols != null;
  }

  /** All symbols in the order of the table, the null symbol 0 included; empty without a table. */
  public List<Symbol> symbols() {
    return symbols == null ? List.of() : symbols;
  }

  /**
   * The content, read-only and in the byte order of the file; empty for {@link Section#NOBITS}. A
   * view: nothing is copied.
   */
  public ByteBuffer data(Section section) {
    return bytes.data(section);
  }

  /**
   * The entries of an {@code SHT_REL} section.
   *
   * @throws ElfException if one names a symbol that is not there
   */
  public List<Relocation> relocations(Section section) throws ElfException {
    ByteBuffer data = bytes.table(section, REL_SIZE);
    List<Relocation> relocations = new ArrayList<>(data.limit() / REL_SIZE);
    for (int at = 0; at < data.limit(); at += REL_SIZE) {
      long info = data.getLong(at + 8);
      long symbol = info >>> 32;
      if (symbol >= symbols().size()) {
        throw bytes.damaged(
            "section %d '%s' names symbol %d of %d"
                .formatted(section.index(), section.name(), symbol, symbols().size()));
      }
      relocations.add(new Relocation(data.getLong(at), (int) info, (int) symbol));
    }
    return List.copyOf(relocations);
  }
}
