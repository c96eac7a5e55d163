package org.bpfskel.internal.program;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.bpfskel.internal.elf.ElfException;

/**
 * Functions of the object whose addresses a call hands over, to be called back: those that the
 * instructions between the last branch and the call load.
 */
public final class HandedFunctions {
  private static final int MOV = 0xb0;
  private static final int LAST_ARGUMENT = 5;

  private HandedFunctions() {}

  /**
   * The functions, by the number of the argument from 1 on.
   *
   * @param call place of the call
   * @throws ElfException if relocations of the section are damaged
   */
  public static Map<Integer, BpfFunction> at(BpfFunction caller, int call) throws ElfException {
    Instructions code = caller.instructions();
    Map<Integer, BpfFunction> loaded = new HashMap<>();
    for (int index = start(code, call); index < call; index += code.at(index).length()) {
      Instruction instruction = code.at(index);
      CodeReference address = instruction.isWide() ? caller.reference(index) : null;
      BpfFunction copied =
          instruction.opClass() == Instruction.ALU64
                  && instruction.operation() == MOV
                  && instruction.isFromRegister()
              ? loaded.get(instruction.src())
              : null;
      BpfFunction function = address == null ? copied : address.function();
      if (instruction.isCall()) {
        loaded.keySet().removeIf(register -> register <= LAST_ARGUMENT);
      } else if (function != null) {
        loaded.put(instruction.dst(), function);
      } else if (!isStore(instruction)) {
        loaded.remove(instruction.dst());
      }
    }
    loaded.keySet().removeIf(register -> register < 1 || register > LAST_ARGUMENT);
    return loaded;
  }

  /** Where the straight way to a place begins; the place itself where {@code gotox} may lead. */
  private static int start(Instructions code, int end) {
    BitSet targets = new BitSet();
    for (int index = 0; index < code.length(); index += code.at(index).length()) {
      Instruction instruction = code.at(index);
      if (instruction.isIndirectJump()) {
        return end;
      }
      if (instruction.isPlainJump() || instruction.isConditionalJump() || instruction.isExit()) {
        targets.set(index + 1);
        for (int next : code.successors(index)) {
          targets.set(next);
        }
      }
    }
    return Math.max(0, targets.previousSetBit(end));
  }

  /**
   * The last argument that a function reads in any case, from 1 on; 0 if it may read none. What
   * stands behind its first branch or call is not looked at.
   */
  public static int argumentsRead(BpfFunction function) {
    Instructions code = function.instructions();
    BitSet written = new BitSet();
    int last = 0;
    for (int index = 0; index < code.length(); index += code.at(index).length()) {
      Instruction instruction = code.at(index);
      if (instruction.isCall() || instruction.isExit() || instruction.isIndirectJump()) {
        return last;
      }
      for (int register : read(instruction)) {
        boolean isArgument = register >= 1 && register <= LAST_ARGUMENT && !written.get(register);
        last = isArgument ? Math.max(last, register) : last;
      }
      if (instruction.isPlainJump() || instruction.isConditionalJump()) {
        return last;
      }
      if (!isStore(instruction)) {
        written.set(instruction.dst());
      }
    }
    return last;
  }

  /** Whether the instruction changes memory, and not its first register. */
  private static boolean isStore(Instruction instruction) {
    return instruction.opClass() == Instruction.ST || instruction.opClass() == Instruction.STX;
  }

  /** The registers that an instruction reads; of what is not C's, as loads from packets, none. */
  private static int[] read(Instruction instruction) {
    return switch (instruction.opClass()) {
      case Instruction.LDX -> new int[] {instruction.src()};
      case Instruction.ST -> new int[] {instruction.dst()};
      case Instruction.STX -> new int[] {instruction.dst(), instruction.src()};
      case Instruction.ALU, Instruction.ALU64 ->
          instruction.operation() == MOV ? operand(instruction) : both(instruction);
      case Instruction.JMP, Instruction.JMP32 ->
          instruction.isConditionalJump() ? both(instruction) : new int[0];
      default -> new int[0];
    };
  }

  private static int[] operand(Instruction instruction) {
    return instruction.isFromRegister() ? new int[] {instruction.src()} : new int[0];
  }

  private static int[] both(Instruction instruction) {
    return instruction.isFromRegister()
        ? new int[] {instruction.dst(), instruction.src()}
        : new int[] {instruction.dst()};
  }
}
