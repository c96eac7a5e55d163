package org.bpfskel.processor.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sections, symbols and relocations of a relocatable ELF64 file for BPF, of either byte order.
 * Immutable; keeps the array it was parsed from, which must not change.
 *
 * <p>Everything is checked while parsing, in time and memory linear in the size of the file.
 */
public final class ElfFile {
  private static final int HEADER_SIZE = 64;
  private static final int SECTION_HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final int REL_SIZE = 16;
  private static final int SHN_LORESERVE = 0xff00;
  private static final int SHN_XINDEX = 0xffff;

  private final ByteBuffer file;
  private final List<Section> sections;
  private final @Nullable Section symbolTable;
  private final List<Symbol> symbols;

  /** Bytes of names still to be decoded: many entries may name one long string. */
  private long nameBudget;

  private ElfFile(byte[] bytes) throws ElfException {
    file = ElfHeader.check(bytes);
    nameBudget = 4L * bytes.length;
    sections = readSections();
    symbolTable = onlySymbolTable();
    symbols = symbolTable == null ? List.of() : readSymbols(symbolTable);
  }

  /**
   * Reads the file.
   *
   * @throws ElfException if it is not a relocatable ELF64 file for BPF, or is damaged
   */
  public static ElfFile parse(byte[] bytes) throws ElfException {
    return new ElfFile(bytes);
  }

  public ByteOrder byteOrder() {
    return file.order();
  }

  /** All sections by index, the null section 0 included. */
  public List<Section> sections() {
    return sections;
  }

  /** The first section of that name, or null. */
  public @Nullable Section section(String name) {
    return sections.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
  }

  /** False for a stripped file. */
  public boolean hasSymbolTable() {
    return symbolTable != null;
  }

  /** All symbols in the order of the table, the null symbol 0 included; empty without a table. */
  public List<Symbol> symbols() {
    return symbols;
  }

  /**
   * The content, read-only and in the byte order of the file; empty for {@link Section#NOBITS}. A
   * view: nothing is copied.
   */
  public ByteBuffer data(Section section) {
    int size = section.type() == Section.NOBITS ? 0 : (int) section.size();
    int offset = size == 0 ? 0 : (int) section.offset();
    return file.slice(offset, size).order(file.order());
  }

  /**
   * The entries of an {@code SHT_REL} section.
   *
   * @throws ElfException if one names a symbol that is not there
   */
  public List<Relocation> relocations(Section section) throws ElfException {
    ByteBuffer data = table(section, REL_SIZE);
    List<Relocation> relocations = new ArrayList<>(data.limit() / REL_SIZE);
    for (int at = 0; at < data.limit(); at += REL_SIZE) {
      long info = data.getLong(at + 8);
      int symbol = (int) (info >>> 32);
      if (Integer.compareUnsigned(symbol, symbols.size()) >= 0) {
        throw damaged(
            "%s names symbol %d of %d"
                .formatted(label(section), Integer.toUnsignedLong(symbol), symbols.size()));
      }
      relocations.add(new Relocation(data.getLong(at), (int) info, symbol));
    }
    return List.copyOf(relocations);
  }

  private List<Section> readSections() throws ElfException {
    long start = file.getLong(40);
    if (start == 0) {
      return List.of();
    }
    if (start < HEADER_SIZE || start > file.limit() - SECTION_HEADER_SIZE) {
      throw damaged("the section headers start at byte %s".formatted(Long.toUnsignedString(start)));
    }
    // What does not fit into the header's 16 bits stands in section 0.
    int first = (int) start;
    int headerCount = Short.toUnsignedInt(file.getShort(60));
    long count = headerCount == 0 ? file.getLong(first + 32) : headerCount;
    if (count < 1 || count > (file.limit() - start) / SECTION_HEADER_SIZE) {
      throw damaged("the header tells of %s sections".formatted(Long.toUnsignedString(count)));
    }
    int headerNames = Short.toUnsignedInt(file.getShort(62));
    int names = headerNames == SHN_XINDEX ? file.getInt(first + 40) : headerNames;
    if (names < 0 || names >= count) {
      throw damaged("section %d of %d should hold the section names".formatted(names, count));
    }
    Section nameTable = readSection(first + names * SECTION_HEADER_SIZE, names, null);
    List<Section> result = new ArrayList<>((int) count);
    for (int i = 0; i < count; i++) {
      result.add(readSection(first + i * SECTION_HEADER_SIZE, i, nameTable));
    }
    return List.copyOf(result);
  }

  private Section readSection(int at, int index, @Nullable Section nameTable) throws ElfException {
    int type = file.getInt(at + 4);
    long offset = file.getLong(at + 24);
    long size = file.getLong(at + 32);
    boolean hasContent = index != 0 && type != Section.NOBITS && size != 0;
    String name = index == 0 || nameTable == null ? "" : name(nameTable, file.getInt(at));
    boolean inside = offset >= 0 && size >= 0 && offset <= file.limit() - size;
    if ((hasContent && !inside) || (index != 0 && size < 0)) {
      throw damaged(
          "section %d '%s' should be %s bytes at byte %s"
              .formatted(index, name, Long.toUnsignedString(size), Long.toUnsignedString(offset)));
    }
    return new Section(
        index,
        name,
        type,
        file.getLong(at + 8),
        offset,
        index == 0 ? 0 : size,
        file.getInt(at + 40),
        file.getInt(at + 44),
        file.getLong(at + 56));
  }

  private @Nullable Section onlySymbolTable() throws ElfException {
    Section found = null;
    for (Section section : sections) {
      if (section.type() != Section.SYMTAB) {
        continue;
      }
      if (found != null) {
        throw damaged("%s and %s are both symbol tables".formatted(label(found), label(section)));
      }
      found = section;
    }
    return found;
  }

  private List<Symbol> readSymbols(Section section) throws ElfException {
    ByteBuffer data = table(section, SYMBOL_SIZE);
    if (section.link() <= 0 || section.link() >= sections.size()) {
      throw damaged("section %d should hold the symbol names".formatted(section.link()));
    }
    Section names = sections.get(section.link());
    ByteBuffer largeIndexes = largeIndexes(section);
    List<Symbol> result = new ArrayList<>(data.limit() / SYMBOL_SIZE);
    for (int at = 0; at < data.limit(); at += SYMBOL_SIZE) {
      int info = data.get(at + 4);
      result.add(
          new Symbol(
              name(names, data.getInt(at)),
              data.getLong(at + 8),
              data.getLong(at + 16),
              sectionOf(at / SYMBOL_SIZE, data.getShort(at + 6), largeIndexes),
              info >> 4 & 0xf,
              info & 0xf,
              data.get(at + 5) & 0x3));
    }
    return List.copyOf(result);
  }

  private int sectionOf(int symbol, short number, ByteBuffer largeIndexes) throws ElfException {
    int index = Short.toUnsignedInt(number);
    if (index >= SHN_LORESERVE && index != SHN_XINDEX) {
      return Symbol.NO_SECTION;
    }
    if (index == SHN_XINDEX && symbol < largeIndexes.limit() / Integer.BYTES) {
      index = largeIndexes.getInt(symbol * Integer.BYTES);
    }
    if (index < 0 || index >= sections.size()) {
      throw damaged("symbol %d lies in section %d of %d".formatted(symbol, index, sections.size()));
    }
    return index;
  }

  /** Section numbers that do not fit into 16 bits, one for each symbol; mostly empty. */
  private ByteBuffer largeIndexes(Section symbolTable) {
    for (Section section : sections) {
      if (section.type() == Section.SYMTAB_SHNDX && section.link() == symbolTable.index()) {
        return data(section);
      }
    }
    return ByteBuffer.allocate(0);
  }

  private ByteBuffer table(Section section, int entrySize) throws ElfException {
    if (section.entrySize() != entrySize || section.size() % entrySize != 0) {
      throw damaged(
          "%s should have entries of %d bytes, has %d bytes in entries of %d"
              .formatted(label(section), entrySize, section.size(), section.entrySize()));
    }
    return data(section);
  }

  private String name(Section names, int start) throws ElfException {
    ByteBuffer data = data(names);
    int end = start;
    while (end >= 0 && end < data.limit() && data.get(end) != 0) {
      end++;
    }
    if (start < 0 || end >= data.limit()) {
      throw damaged(
          "a name should start at byte %d of section %d"
              .formatted(Integer.toUnsignedLong(start), names.index()));
    }
    nameBudget -= end - start;
    if (nameBudget < 0) {
      throw damaged("its names overlap and add up to more than four times its size");
    }
    byte[] bytes = new byte[end - start];
    data.get(start, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String label(Section section) {
    return "section " + section.index() + " '" + section.name() + "'";
  }

  private ElfException damaged(String what) {
    return ElfHeader.damaged(file.limit(), what);
  }
}
