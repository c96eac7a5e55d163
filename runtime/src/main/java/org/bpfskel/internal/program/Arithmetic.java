package org.bpfskel.internal.program;

import org.jspecify.annotations.Nullable;

/** What arithmetic makes of values that are known at load, and which way a jump on them goes. */
final class Arithmetic {
  private static final long LOW = 0xffff_ffffL;

  private Arithmetic() {}

  static LoadTimeValue of(Instruction instruction, LoadTimeValue old, LoadTimeValue operand) {
    boolean narrow = instruction.opClass() == Instruction.ALU;
    if (instruction.operation() == 0xb0 && instruction.off() == 0) { // mov
      Long moved = operand.constant();
      return moved == null || !narrow ? operand : LoadTimeValue.of(moved & LOW);
    }
    if (old.isRuntime() || operand.isRuntime()) {
      return LoadTimeValue.RUNTIME;
    }
    Long left = old.constant();
    Long right = operand.constant();
    Long result =
        left == null || right == null || instruction.off() != 0
            ? null
            : narrow
                ? narrow(instruction.operation(), left.intValue(), right.intValue())
                : wide(instruction.operation(), left, right);
    return result == null ? LoadTimeValue.PERHAPS_KNOWN : LoadTimeValue.of(result);
  }

  private static @Nullable Long wide(int operation, long left, long right) {
    return switch (operation) {
      case 0x00 -> left + right;
      case 0x10 -> left - right;
      case 0x20 -> left * right;
      case 0x40 -> left | right;
      case 0x50 -> left & right;
      case 0x60 -> left << right;
      case 0x70 -> left >>> right;
      case 0x80 -> -left;
      case 0xa0 -> left ^ right;
      case 0xc0 -> left >> right;
      default -> null;
    };
  }

  private static @Nullable Long narrow(int operation, int left, int right) {
    Long result =
        switch (operation) {
          case 0x60 -> (long) (left << right);
          case 0x70 -> (long) (left >>> right);
          case 0xc0 -> (long) (left >> right);
          default -> wide(operation, left, right);
        };
    return result == null ? null : result & LOW;
  }

  /** Whether the jump is taken; null for one that compares in no way known here. */
  static @Nullable Boolean jumps(Instruction jump, long first, long second) {
    boolean narrow = jump.opClass() == Instruction.JMP32;
    long left = narrow ? (int) first : first;
    long right = narrow ? (int) second : second;
    int unsigned =
        narrow
            ? Integer.compareUnsigned((int) left, (int) right)
            : Long.compareUnsigned(left, right);
    return switch (jump.operation()) {
      case 0x10 -> left == right;
      case 0x20 -> unsigned > 0;
      case 0x30 -> unsigned >= 0;
      case 0x40 -> (left & right) != 0;
      case 0x50 -> left != right;
      case 0x60 -> left > right;
      case 0x70 -> left >= right;
      case 0xa0 -> unsigned < 0;
      case 0xb0 -> unsigned <= 0;
      case 0xc0 -> left < right;
      case 0xd0 -> left <= right;
      default -> null;
    };
  }
}
