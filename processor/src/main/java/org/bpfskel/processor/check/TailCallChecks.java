package org.bpfskel.processor.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeReference;
import org.bpfskel.internal.program.CodeReference.ReferenceKind;
import org.bpfskel.internal.program.Instruction;
import org.bpfskel.internal.program.Instructions;
import org.jspecify.annotations.Nullable;

/**
 * Tail calls to slots that C leaves empty in a map of which it fills others: such a call goes on
 * with the next instruction. A map that C fills nothing of is Java's to fill.
 */
final class TailCallChecks {
  private static final int TAIL_CALL = 12;
  private static final int MAP = 2;
  private static final int INDEX = 3;
  private static final int MOV = 0xb0;

  private final CheckedObject object;

  /** Slots that C fills, by the offset of the map in {@code .maps}. */
  private final Map<Long, BitSet> filled = new HashMap<>();

  private final Map<Long, String> names = new HashMap<>();
  private final Set<String> empty = new TreeSet<>();

  private TailCallChecks(CheckedObject object) {
    this.object = object;
  }

  static void check(CheckedObject object, Findings findings) throws BtfException, ElfException {
    Section section = object.elf().section(SectionKind.MAPS.section());
    if (section == null) {
      return;
    }
    TailCallChecks checks = new TailCallChecks(object);
    NavigableSet<Long> relocated = relocated(object.elf(), section);
    for (SectionVariable map : object.facts().variables().in(section.name())) {
      checks.read(relocated, map);
    }
    if (checks.filled.isEmpty()) {
      return;
    }
    for (BpfFunction function : object.code().functions()) {
      checks.calls(function);
    }
    if (!checks.empty.isEmpty()) {
      findings.note(
          ("these tail calls go to slots that the map's values in C leave empty, so that they do"
                  + " nothing: %s. Fill the slots in C, or in Java")
              .formatted(NameList.of(checks.empty)));
    }
  }

  private void read(NavigableSet<Long> relocated, SectionVariable map) throws BtfException {
    Btf btf = object.btf();
    boolean ofPrograms = object.declaration(map).type().equals(MapType.PROG_ARRAY);
    long values = ofPrograms ? valuesOffset(btf, map.typeId()) : -1;
    if (values < 0) {
      return;
    }
    BitSet slots = new BitSet();
    long start = map.offset() + values;
    for (long at : relocated.subSet(start, Math.max(start, (long) map.offset() + map.size()))) {
      slots.set((int) ((at - start) / Long.BYTES));
    }
    if (!slots.isEmpty()) {
      filled.put((long) map.offset(), slots);
      names.put((long) map.offset(), map.name());
    }
  }

  /** Bytes of a section that get an address. */
  private static NavigableSet<Long> relocated(ElfFile elf, Section section) throws ElfException {
    NavigableSet<Long> offsets = new TreeSet<>();
    for (Section table : elf.sections()) {
      if (table.type() == Section.REL && table.info() == section.index()) {
        for (Relocation relocation : elf.relocations(table)) {
          offsets.add(relocation.offset());
        }
      }
    }
    return offsets;
  }

  private static long valuesOffset(Btf btf, int typeId) throws BtfException {
    if (btf.type(btf.resolve(typeId)) instanceof BtfType.Composite struct) {
      for (BtfType.Member member : struct.members()) {
        if (member.name().equals("values")) {
          return member.bitOffset() / Byte.SIZE;
        }
      }
    }
    return -1;
  }

  /** Follows the two arguments within instructions that nothing jumps out of. */
  private void calls(BpfFunction function) throws ElfException {
    Instructions instructions = function.instructions();
    BitSet targets = targets(instructions);
    @Nullable Long map = null;
    @Nullable Integer slot = null;
    int index = 0;
    while (index < instructions.length()) {
      Instruction instruction = instructions.at(index);
      if (targets.get(index)) {
        map = null;
        slot = null;
      }
      if (instruction.isHelperCall() && instruction.imm() == TAIL_CALL) {
        note(function, map, slot);
      }
      boolean leaves =
          instruction.isCall() || instructions.successors(index).length != 1 || isJump(instruction);
      if (leaves) {
        map = null;
        slot = null;
      } else if (changes(instruction, MAP)) {
        map = mapAt(function, index, instruction);
      } else if (changes(instruction, INDEX)) {
        slot = constant(instruction);
      }
      index += instruction.length();
    }
  }

  /** Where jumps lead to. */
  private static BitSet targets(Instructions instructions) {
    BitSet targets = new BitSet();
    int index = 0;
    while (index < instructions.length()) {
      Instruction instruction = instructions.at(index);
      int behind = index + instruction.length();
      for (int next : instructions.successors(index)) {
        targets.set(next, targets.get(next) || next != behind);
      }
      index = behind;
    }
    return targets;
  }

  private static boolean isJump(Instruction instruction) {
    return instruction.isPlainJump() || instruction.isIndirectJump();
  }

  /** Loads and arithmetic change a register, stores do not. */
  private static boolean changes(Instruction instruction, int register) {
    int kind = instruction.opClass();
    boolean stores = kind == 2 || kind == 3;
    return !stores && instruction.dst() == register;
  }

  private static @Nullable Long mapAt(BpfFunction function, int index, Instruction instruction)
      throws ElfException {
    CodeReference reference = instruction.isWide() ? function.reference(index) : null;
    return reference != null && reference.kind() == ReferenceKind.MAP ? reference.offset() : null;
  }

  private static @Nullable Integer constant(Instruction instruction) {
    int kind = instruction.opClass();
    boolean moves = (kind == 4 || kind == 7) && instruction.operation() == MOV;
    return moves && !instruction.isFromRegister() ? instruction.imm() : null;
  }

  private void note(BpfFunction function, @Nullable Long map, @Nullable Integer slot) {
    BitSet slots = map == null ? null : filled.get(map);
    if (slots != null && slot != null && slot >= 0 && !slots.get(slot)) {
      empty.add(
          "%s' -> '%s[%d]"
              .formatted(NameList.cut(function.name()), NameList.cut(names.get(map) + ""), slot));
    }
  }
}
