package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * An object without its debug information: DWARF, which neither libbpf nor the kernel reads, and
 * which is more than half of what clang writes with {@code -g}. BTF, code, data, relocations and
 * names stay byte for byte, but for the numbers of sections and symbols.
 */
public final class StrippedElf {
  private static final String DEBUG = ".debug_";
  private static final int HEADER_SIZE = 64;
  private static final int SYMBOL_SIZE = 24;
  private static final int REL_SIZE = 16;
  private static final int NULL = 0;
  private static final int STRTAB = 3;

  /** Numbers of symbols, for linkers. */
  private static final int LLVM_ADDRSIG = 0x6fff4c03;

  private static final int DROPPED = -1;
  private static final int SHN_LORESERVE = 0xff00;
  private static final int SHF_ALLOC = 0x2;
  private static final int MAX_ALIGNMENT = 4096;

  private final ElfFile elf;
  private final ByteBuffer file;
  private final int headers;

  /** New numbers, or {@link #DROPPED}. */
  private final int[] sections;

  private final int[] symbols;

  private StrippedElf(ElfFile elf, ByteBuffer file) {
    this.elf = elf;
    this.file = file;
    this.headers = (int) file.getLong(40);
    this.sections = number(elf.sections().stream().map(this::isDropped).toList());
    this.symbols = number(elf.symbols().stream().map(this::isDropped).toList());
  }

  /**
   * The object without debug information: these very bytes if they have none, or something that
   * clang does not write for BPF. The same bytes give the same result, and the result gives itself.
   *
   * @throws ElfException if this is no relocatable ELF64 file for BPF, or is damaged
   */
  public static byte[] of(byte[] object) throws ElfException {
    ElfFile elf = ElfFile.parse(object);
    StrippedElf stripped =
        new StrippedElf(elf, ByteBuffer.wrap(object).asReadOnlyBuffer().order(elf.byteOrder()));
    return stripped.isPossible() ? stripped.write(object) : object;
  }

  private static int[] number(List<Boolean> dropped) {
    int[] numbers = new int[dropped.size()];
    int next = 0;
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = dropped.get(i) ? DROPPED : next++;
    }
    return numbers;
  }

  private static boolean isDebug(Section section) {
    return section.name().startsWith(DEBUG)
        && section.type() == Section.PROGBITS
        && (section.flags() & SHF_ALLOC) == 0;
  }

  private boolean isDropped(Section section) {
    if (section.index() == 0) {
      return false;
    }
    if (section.type() == Section.REL && isNumber(section.info())) {
      return isDebug(elf.sections().get(section.info()));
    }
    return isDebug(section) || section.type() == LLVM_ADDRSIG;
  }

  private boolean isDropped(Symbol symbol) {
    return symbol.section() > 0 && sections[symbol.section()] == DROPPED;
  }

  private boolean isNumber(int section) {
    return section >= 0 && section < elf.sections().size();
  }

  /** Whether everything that holds numbers of sections and symbols is known here. */
  private boolean isPossible() throws ElfException {
    int count = Short.toUnsignedInt(file.getShort(60));
    int names = Short.toUnsignedInt(file.getShort(62));
    boolean segments = file.getShort(56) != 0;
    boolean numbersFit = count == elf.sections().size() && names < count && count < SHN_LORESERVE;
    if (segments || !numbersFit || elf.sections().stream().noneMatch(StrippedElf::isDebug)) {
      return false;
    }
    for (Section section : elf.sections()) {
      if (sections[section.index()] != DROPPED && !isKnown(section)) {
        return false;
      }
    }
    return isKept(names);
  }

  private boolean isKnown(Section section) throws ElfException {
    return isKept(section.link())
        && switch (section.type()) {
          case NULL, Section.PROGBITS, Section.NOBITS, STRTAB -> true;
          case Section.SYMTAB -> section.info() >= 0 && section.info() <= symbols.length;
          case Section.REL -> isKept(section.info()) && keepsItsSymbols(section);
          default -> false;
        };
  }

  private boolean isKept(int section) {
    return isNumber(section) && sections[section] != DROPPED;
  }

  private boolean keepsItsSymbols(Section relocations) throws ElfException {
    return elf.relocations(relocations).stream()
        .allMatch(relocation -> symbols[relocation.symbol()] != DROPPED);
  }

  private byte[] write(byte[] object) {
    List<Section> kept =
        elf.sections().stream().filter(section -> sections[section.index()] != DROPPED).toList();
    long[] offsets = new long[kept.size()];
    long end = HEADER_SIZE;
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = align(end, file.getLong(header(kept.get(i)) + 48));
      end = offsets[i] + content(kept.get(i)).limit();
    }
    long newHeaders = align(end, Long.BYTES);
    long size = newHeaders + (long) kept.size() * HEADER_SIZE;
    if (size >= object.length) {
      return object; // sections that share their bytes
    }
    ByteBuffer out = ByteBuffer.allocate((int) size).order(file.order());
    out.put(0, object, 0, HEADER_SIZE).putLong(40, newHeaders);
    out.putShort(60, (short) kept.size());
    out.putShort(62, (short) sections[Short.toUnsignedInt(file.getShort(62))]);
    for (int i = 0; i < offsets.length; i++) {
      ByteBuffer content = content(kept.get(i));
      out.put((int) offsets[i], content, 0, content.limit());
      writeHeader(out, (int) newHeaders + i * HEADER_SIZE, kept.get(i), offsets[i]);
    }
    return out.array();
  }

  private void writeHeader(ByteBuffer out, int at, Section section, long offset) {
    out.put(at, file, header(section), HEADER_SIZE);
    out.putLong(at + 24, offset);
    out.putInt(at + 40, sections[section.link()]);
    if (section.type() == Section.SYMTAB) {
      out.putLong(at + 32, content(section).limit());
      out.putInt(at + 44, (int) keptSymbols(section.info()));
    } else if (section.type() == Section.REL) {
      out.putInt(at + 44, sections[section.info()]);
    }
  }

  private int header(Section section) {
    return headers + section.index() * HEADER_SIZE;
  }

  private long keptSymbols(int end) {
    return Arrays.stream(symbols, 0, end).filter(number -> number != DROPPED).count();
  }

  private static long align(long offset, long alignment) {
    long step = Math.max(1, Math.min(alignment, MAX_ALIGNMENT));
    return (offset + step - 1) / step * step;
  }

  private ByteBuffer content(Section section) {
    ByteBuffer data = elf.data(section);
    return switch (section.type()) {
      case Section.SYMTAB -> symbolTable(data);
      case Section.REL -> relocationTable(data);
      default -> data;
    };
  }

  private ByteBuffer symbolTable(ByteBuffer table) {
    int size = (int) keptSymbols(symbols.length) * SYMBOL_SIZE;
    ByteBuffer kept = ByteBuffer.allocate(size).order(table.order());
    for (int i = 0; i < symbols.length; i++) {
      if (symbols[i] != DROPPED) {
        int at = symbols[i] * SYMBOL_SIZE;
        int section = elf.symbols().get(i).section();
        kept.put(at, table, i * SYMBOL_SIZE, SYMBOL_SIZE);
        if (section != Symbol.NO_SECTION) {
          kept.putShort(at + 6, (short) sections[section]);
        }
      }
    }
    return kept;
  }

  private ByteBuffer relocationTable(ByteBuffer table) {
    ByteBuffer kept = ByteBuffer.allocate(table.limit()).order(table.order());
    kept.put(0, table, 0, table.limit());
    for (int at = 0; at < table.limit(); at += REL_SIZE) {
      long info = table.getLong(at + 8);
      long symbol = symbols[(int) (info >>> 32)];
      kept.putLong(at + 8, (symbol << 32) | (info & 0xffff_ffffL));
    }
    return kept;
  }
}
