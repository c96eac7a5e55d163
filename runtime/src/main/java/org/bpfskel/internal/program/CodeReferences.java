package org.bpfskel.internal.program;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.program.CodeReference.ReferenceKind;
import org.jspecify.annotations.Nullable;

/** Finds what instructions refer to, as libbpf relocates them. */
final class CodeReferences {
  private final ElfFile elf;
  private final ObjectCode code;

  /** By index of the changed section, then by place of the instruction. */
  private final Map<Integer, Map<Integer, Relocation>> relocations = new HashMap<>();

  /** The sections that change a section, by its index. */
  private final Map<Integer, List<Section>> tables = new HashMap<>();

  /** Names of what lies at a byte of a section that holds no code. */
  private final Map<Long, String> names = new HashMap<>();

  CodeReferences(ElfFile elf, ObjectCode code) {
    this.elf = elf;
    this.code = code;
    for (Symbol symbol : elf.symbols()) {
      if (symbol.isObject() && symbol.section() > 0) {
        names.putIfAbsent(place(symbol.section(), symbol.value()), symbol.name());
      }
    }
    for (Section section : elf.sections()) {
      if (section.type() == Section.REL) {
        tables.computeIfAbsent(section.info(), index -> new ArrayList<>()).add(section);
      }
    }
  }

  private static long place(int section, long offset) {
    return (long) section << Integer.SIZE | offset;
  }

  @Nullable CodeReference of(Section section, int slot) throws ElfException {
    ByteBuffer data = elf.data(section);
    Instruction instruction = Instruction.read(data, slot * Instruction.SIZE);
    Relocation relocation = in(section).get(slot);
    if (relocation != null) {
      return target(instruction, elf.symbols().get(relocation.symbol()));
    }
    boolean nearby = instruction.isFunctionCall() || instruction.isFunctionAddress();
    return nearby
        ? function(section, (slot + 1L + instruction.imm()) * Instruction.SIZE, false)
        : null;
  }

  private Map<Integer, Relocation> in(Section section) throws ElfException {
    Map<Integer, Relocation> known = relocations.get(section.index());
    if (known == null) {
      known = new HashMap<>();
      for (Section table : tables.getOrDefault(section.index(), List.of())) {
        for (Relocation relocation : elf.relocations(table)) {
          if (relocation.offset() >= 0 && relocation.offset() < section.size()) {
            known.put((int) (relocation.offset() / Instruction.SIZE), relocation);
          }
        }
      }
      relocations.put(section.index(), known);
    }
    return known;
  }

  private CodeReference target(Instruction instruction, Symbol symbol) {
    if (symbol.section() <= Symbol.UNDEFINED) {
      return new CodeReference(ReferenceKind.EXTERN, symbol.name(), null, 0, true, null);
    }
    Section section = elf.sections().get(symbol.section());
    long start = symbol.isSection() ? 0 : symbol.value();
    if (section.isCode()) {
      // A call counts instructions from the next one, an address bytes.
      return function(
          section,
          start
              + (instruction.isCall()
                  ? (instruction.imm() + 1L) * Instruction.SIZE
                  : instruction.imm()),
          true);
    }
    long offset = start + instruction.imm();
    SectionKind kind = SectionKind.of(section);
    boolean data = kind != null && kind.isData();
    ReferenceKind what = data ? ReferenceKind.DATA : ReferenceKind.OTHER;
    if (kind == SectionKind.MAPS) {
      what = ReferenceKind.MAP;
    }
    String name = names.getOrDefault(place(section.index(), offset), "");
    return new CodeReference(what, name, section, offset, true, null);
  }

  private CodeReference function(Section section, long offset, boolean relocated) {
    BpfFunction function = code.functionAt(section, offset);
    String name = function == null ? "" : function.name();
    return new CodeReference(ReferenceKind.FUNCTION, name, section, offset, relocated, function);
  }
}
