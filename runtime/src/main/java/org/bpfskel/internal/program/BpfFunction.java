package org.bpfskel.internal.program;

import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.jspecify.annotations.Nullable;

/** A function of an object: a program, or what programs call. Decodes what it is asked for. */
public final class BpfFunction {
  private final ObjectCode code;
  private final Symbol symbol;
  private final Section section;

  BpfFunction(ObjectCode code, Symbol symbol, Section section) {
    this.code = code;
    this.symbol = symbol;
    this.section = section;
  }

  public String name() {
    return symbol.name();
  }

  public Section section() {
    return section;
  }

  /** Whether libbpf makes a program of it. */
  public boolean isProgram() {
    return section.holdsPrograms();
  }

  /** Place of its first instruction in the section. */
  public int start() {
    return (int) (symbol.value() / Instruction.SIZE);
  }

  /** Its places for instructions, of which a wide one takes two. */
  public int length() {
    return (int) (symbol.size() / Instruction.SIZE);
  }

  /** Where in the section an instruction is, in bytes: how {@code .BTF.ext} names it. */
  public int byteOffset(int index) {
    return (start() + index) * Instruction.SIZE;
  }

  /** The instruction at a place of the function; the second place of a wide one holds none. */
  public Instruction at(int index) {
    return instructions().at(index);
  }

  /** All of its instructions. */
  public Instructions instructions() {
    return new Instructions(code.bytes(section, byteOffset(0), length() * Instruction.SIZE));
  }

  /**
   * What the instruction at a place refers to; null if nothing.
   *
   * @throws ElfException if relocations of the section are damaged
   */
  public @Nullable CodeReference reference(int index) throws ElfException {
    return code.reference(this, index);
  }

  /** For messages. */
  public String shown() {
    return (isProgram() ? "program '" : "function '") + name() + "'";
  }
}
