package org.bpfskel.internal.program;

/** What an instruction makes of the values that are tracked. */
final class RegisterChange {
  private static final int FRAME = 10;
  private static final int DOUBLE_WORD = 0x18;
  private static final int ATOMIC = 0xc0;
  private static final int ADD = 0x00;
  private static final int SUB = 0x10;
  private static final int NEG = 0x80;
  private static final int XOR = 0xa0;
  private static final int MOV = 0xb0;
  private static final int END = 0xd0;
  private static final int MODE = 0xe0;

  private RegisterChange() {}

  /** The value of the register that a load fills. */
  static long load(Instruction load, TrackedValues values) {
    long base = values.register(load.src());
    boolean whole = (load.code() & DOUBLE_WORD) == DOUBLE_WORD;
    if (load.src() == FRAME) {
      long stored = values.stack(load.off());
      return whole || !TrackedValues.isContext(stored) ? stored : TrackedValues.UNKNOWN;
    }
    if (TrackedValues.mayBe(base, TrackedValues.KNOWN_AT_LOAD)) {
      return TrackedValues.KNOWN_AT_LOAD; // perhaps a read-only variable
    }
    return TrackedValues.isContext(base) && whole ? TrackedValues.NULLABLE : TrackedValues.UNKNOWN;
  }

  /** Notes a store; returns whether the context is still known to be nowhere else. */
  static boolean store(Instruction store, TrackedValues values) {
    boolean constant = store.opClass() == Instruction.ST;
    boolean atomic = (store.code() & MODE) == ATOMIC;
    boolean whole = (store.code() & DOUBLE_WORD) == DOUBLE_WORD;
    long value = constant ? TrackedValues.KNOWN_AT_LOAD : values.register(store.src());
    if (store.dst() == FRAME) {
      boolean kept = !atomic && (whole || !TrackedValues.isContext(value));
      values.setStack(store.off(), kept ? value : TrackedValues.UNKNOWN);
      return true;
    }
    return !TrackedValues.isContext(value);
  }

  /** The value of the register that arithmetic changes. */
  static long arithmetic(Instruction instruction, TrackedValues values) {
    boolean register = instruction.isFromRegister();
    long old = values.register(instruction.dst());
    long operand = register ? values.register(instruction.src()) : TrackedValues.KNOWN_AT_LOAD;
    boolean wide = instruction.opClass() == Instruction.ALU64;
    switch (instruction.operation()) {
      case MOV -> {
        boolean plain = wide && instruction.off() == 0;
        return plain || !TrackedValues.isContext(operand) ? operand : TrackedValues.UNKNOWN;
      }
      case NEG, END -> {
        return TrackedValues.isContext(old) ? TrackedValues.SOMEWHERE_IN_CONTEXT : old;
      }
      case ADD -> {
        if (TrackedValues.isContext(old) && wide && !register) {
          return TrackedValues.context((int) old + instruction.imm());
        }
      }
      default -> {}
    }
    boolean same = register && instruction.src() == instruction.dst();
    boolean zero = same && (instruction.operation() == XOR || instruction.operation() == SUB);
    if (zero || mayBeBoth(old, operand, TrackedValues.KNOWN_AT_LOAD)) {
      return TrackedValues.KNOWN_AT_LOAD;
    }
    boolean lost = isContextSomewhere(old) || isContextSomewhere(operand);
    return lost ? TrackedValues.SOMEWHERE_IN_CONTEXT : TrackedValues.UNKNOWN;
  }

  private static boolean mayBeBoth(long one, long two, long what) {
    return TrackedValues.mayBe(one, what) && TrackedValues.mayBe(two, what);
  }

  /** Whether a value is the context, or may be. */
  static boolean isContextSomewhere(long value) {
    return TrackedValues.isContext(value)
        || TrackedValues.mayBe(value, TrackedValues.SOMEWHERE_IN_CONTEXT);
  }

  /** The class of {@code ld_imm64}, and of the old loads from packets, which use up registers. */
  static void loadConstant(Instruction instruction, TrackedValues values) {
    if (instruction.isWide()) {
      values.setRegister(instruction.dst(), TrackedValues.KNOWN_AT_LOAD);
    } else {
      for (int number = 0; number <= 5; number++) {
        values.setRegister(number, TrackedValues.UNKNOWN);
      }
    }
  }
}
