package org.bpfskel.internal.program;

import java.util.Arrays;

/** What is known of all registers and of the stack before an instruction. Changed in place. */
final class LoadTimeState {
  private static final int FRAME = 10;
  private static final int REGISTERS = 11;
  private static final int ARGUMENTS = 5;
  private static final int STACK = 512;
  private static final int SLOT = 8;

  private final LoadTimeValue[] registers;
  private final LoadTimeValue[] stack;

  private LoadTimeState(LoadTimeValue[] registers, LoadTimeValue[] stack) {
    this.registers = registers;
    this.stack = stack;
  }

  /** At the start of a function. */
  static LoadTimeState atStart(LoadTimeValue[] arguments) {
    LoadTimeValue[] registers = new LoadTimeValue[REGISTERS];
    LoadTimeValue[] stack = new LoadTimeValue[STACK / SLOT];
    Arrays.fill(registers, LoadTimeValue.PERHAPS_KNOWN);
    Arrays.fill(stack, LoadTimeValue.PERHAPS_KNOWN);
    System.arraycopy(arguments, 0, registers, 1, arguments.length);
    return new LoadTimeState(registers, stack);
  }

  LoadTimeState copy() {
    return new LoadTimeState(registers.clone(), stack.clone());
  }

  LoadTimeValue register(int number) {
    return number < REGISTERS ? registers[number] : LoadTimeValue.PERHAPS_KNOWN;
  }

  void set(int number, LoadTimeValue value) {
    if (number < FRAME) {
      registers[number] = value;
    }
  }

  LoadTimeValue[] arguments() {
    return Arrays.copyOfRange(registers, 1, 1 + ARGUMENTS);
  }

  LoadTimeValue load(Instruction load) {
    if (load.src() == FRAME) {
      int slot = slot(load);
      return slot < 0 ? LoadTimeValue.PERHAPS_KNOWN : stack[slot];
    }
    // An address that is known may be that of a read-only variable.
    return register(load.src()).isRuntime() ? LoadTimeValue.RUNTIME : LoadTimeValue.PERHAPS_KNOWN;
  }

  void store(Instruction store, LoadTimeValue value) {
    if (store.dst() != FRAME) {
      if (!register(store.dst()).isRuntime()) {
        forgetStack(); // it may lie there
      }
      return;
    }
    int slot = slot(store);
    if (slot >= 0) {
      stack[slot] = value;
    } else {
      forgetStack();
    }
  }

  /** Of a whole slot; -1 of anything else. */
  private static int slot(Instruction access) {
    int offset = access.off();
    boolean whole = access.bytes() == SLOT && offset % SLOT == 0;
    return whole && offset < 0 && offset >= -STACK ? -offset / SLOT - 1 : -1;
  }

  private void forgetStack() {
    Arrays.fill(stack, LoadTimeValue.PERHAPS_KNOWN);
  }

  /** Behind a call. */
  void called(LoadTimeValue result) {
    registers[0] = result;
    Arrays.fill(registers, 1, 1 + ARGUMENTS, LoadTimeValue.PERHAPS_KNOWN);
    forgetStack();
  }

  /** Takes in what is known on another way; returns whether less is known now. */
  boolean join(LoadTimeState other) {
    boolean changed = join(registers, other.registers);
    return join(stack, other.stack) || changed;
  }

  static boolean join(LoadTimeValue[] into, LoadTimeValue[] other) {
    boolean changed = false;
    for (int i = 0; i < into.length; i++) {
      LoadTimeValue joined = into[i].join(other[i]);
      changed |= !joined.equals(into[i]);
      into[i] = joined;
    }
    return changed;
  }
}
