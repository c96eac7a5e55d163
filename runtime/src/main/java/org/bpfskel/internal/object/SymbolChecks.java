package org.bpfskel.internal.object;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;

/**
 * Refuses functions and variables that do not lie in their sections. libbpf adds their offsets and
 * sizes before it compares, so that a sum which wraps has it copy from anywhere. It also writes to
 * the second half of an instruction of 16 bytes without a look at where the function ends.
 */
final class SymbolChecks {
  private static final int INSTRUCTION = 8;

  /** {@code BPF_LD | BPF_IMM | BPF_DW}: the code of the first half; that of the second is 0. */
  private static final int LD_IMM64 = 0x18;

  private SymbolChecks() {}

  static void check(ElfFile elf) throws RefusedObjectException {
    Set<String> programs = new HashSet<>();
    List<Symbol> symbols = elf.symbols();
    for (int number = 0; number < symbols.size(); number++) {
      Symbol symbol = symbols.get(number);
      if ((symbol.isFunction() || symbol.isObject()) && symbol.section() > 0) {
        Section section = elf.sections().get(symbol.section());
        checkPlace(elf, section, symbol, number);
        if (symbol.isFunction() && section.holdsPrograms()) {
          NameChecks.check("program", symbol.name(), programs);
        }
      }
    }
  }

  private static void checkPlace(ElfFile elf, Section section, Symbol symbol, int number)
      throws RefusedObjectException {
    long offset = symbol.value();
    long size = symbol.size();
    if (offset < 0 || size < 0 || offset > section.size() || size > section.size() - offset) {
      throw RefusedObjectException.damaged(
          "symbol %d should have %s bytes at byte %s of section %d, which has %d"
              .formatted(
                  number,
                  Long.toUnsignedString(size),
                  Long.toUnsignedString(offset),
                  section.index(),
                  section.size()));
    }
    if (symbol.isFunction() && endsWithin(elf, section, offset + size)) {
      throw RefusedObjectException.damaged(
          "function symbol %d ends within an instruction".formatted(number));
    }
  }

  /** Whether what ends there has the first half of an instruction last. */
  private static boolean endsWithin(ElfFile elf, Section section, long end) {
    if (section.type() != Section.PROGBITS || end < INSTRUCTION) {
      return false;
    }
    ByteBuffer code = elf.data(section);
    return code.get((int) end - INSTRUCTION) == LD_IMM64;
  }
}
