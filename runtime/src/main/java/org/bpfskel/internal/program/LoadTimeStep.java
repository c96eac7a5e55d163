package org.bpfskel.internal.program;

import java.util.Arrays;
import java.util.function.BiConsumer;
import org.bpfskel.internal.elf.ElfException;
import org.jspecify.annotations.Nullable;

/** What one instruction makes of what is known before it. */
final class LoadTimeStep {
  private static final int ATOMIC = 0xc0;
  private static final int MODE = 0xe0;
  private static final int ARGUMENTS = 5;

  private final BpfFunction function;
  private final int index;
  private final @Nullable Long replaced;
  private final boolean changed;

  LoadTimeStep(CertainCode.Loading loading, BpfFunction function, int index) {
    this.function = function;
    this.index = index;
    this.replaced = loading.immediate(function, index);
    this.changed = replaced == null && loading.changes(function, index);
  }

  /**
   * Changes the state.
   *
   * @param calls takes each function of the object that is called, with what its arguments are
   * @throws ElfException if relocations are damaged
   */
  void run(
      Instruction instruction, LoadTimeState state, BiConsumer<BpfFunction, LoadTimeValue[]> calls)
      throws ElfException {
    switch (instruction.opClass()) {
      case Instruction.ALU, Instruction.ALU64 ->
          state.set(
              instruction.dst(),
              Arithmetic.of(
                  instruction, state.register(instruction.dst()), operand(instruction, state)));
      case Instruction.LDX -> state.set(instruction.dst(), state.load(instruction));
      case Instruction.ST -> state.store(instruction, LoadTimeValue.PERHAPS_KNOWN);
      case Instruction.STX -> {
        if ((instruction.code() & MODE) == ATOMIC) {
          state.set(instruction.src(), LoadTimeValue.PERHAPS_KNOWN);
          state.set(0, LoadTimeValue.PERHAPS_KNOWN);
          state.store(instruction, LoadTimeValue.PERHAPS_KNOWN);
        } else {
          state.store(instruction, state.register(instruction.src()));
        }
      }
      case Instruction.JMP, Instruction.JMP32 -> {
        if (instruction.isCall()) {
          call(state, calls);
        }
      }
      default -> loadConstant(instruction, state, calls);
    }
  }

  private LoadTimeValue operand(Instruction instruction, LoadTimeState state) {
    if (instruction.isFromRegister()) {
      return state.register(instruction.src());
    }
    return changed
        ? LoadTimeValue.PERHAPS_KNOWN
        : LoadTimeValue.of(replaced == null ? instruction.imm() : replaced);
  }

  private void call(LoadTimeState state, BiConsumer<BpfFunction, LoadTimeValue[]> calls)
      throws ElfException {
    CodeReference reference = function.reference(index);
    BpfFunction called = reference == null ? null : reference.function();
    if (called != null) {
      calls.accept(called, state.arguments());
    }
    // What a function of the object returns the verifier may know.
    state.called(called == null ? LoadTimeValue.RUNTIME : LoadTimeValue.PERHAPS_KNOWN);
  }

  private void loadConstant(
      Instruction load, LoadTimeState state, BiConsumer<BpfFunction, LoadTimeValue[]> calls)
      throws ElfException {
    if (!load.isWide()) {
      state.called(LoadTimeValue.RUNTIME); // the old loads from packets
      return;
    }
    CodeReference reference = function.reference(index);
    BpfFunction callback = reference == null ? null : reference.function();
    if (callback != null) {
      LoadTimeValue[] values = new LoadTimeValue[ARGUMENTS];
      Arrays.fill(values, LoadTimeValue.PERHAPS_KNOWN);
      calls.accept(callback, values);
    }
    state.set(load.dst(), loaded(load, reference));
  }

  private LoadTimeValue loaded(Instruction load, @Nullable CodeReference reference) {
    if (replaced != null) {
      return LoadTimeValue.of(replaced);
    }
    return reference == null && !changed
        ? LoadTimeValue.of(load.imm64())
        : LoadTimeValue.PERHAPS_KNOWN;
  }
}
