package org.bpfskel.internal.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.internal.elf.ElfException;
import org.jspecify.annotations.Nullable;

/**
 * Follows the pointer to the context through registers, the stack and functions that get it. Two
 * rounds: one along all branches, one along those that the verifier certainly goes.
 */
final class ContextScan {
  /** Beyond these no context has anything. */
  private static final int MAX_BYTES = 4096;

  /** Functions inside each other, as in the kernel. */
  private static final int MAX_DEPTH = 8;

  /** Instructions looked at: what compilers write needs a few times its own number. */
  private static final long MIN_BUDGET = 16_384;

  private static final long MAX_BUDGET = 2_000_000;
  private static final int VISITS = 32;

  /** Where two ways meet, all values are compared. */
  private static final int JOIN = 8;

  private final Instructions instructions;

  /** Null if nothing is known of functions that are called. */
  private final @Nullable BpfFunction program;

  private long budget;
  private boolean certainOnly;
  private boolean complete = true;
  private BitSet reads = new BitSet();

  /** Calls with the same arguments read the same. */
  private Set<Call> seen = new HashSet<>();

  private record Call(@Nullable BpfFunction function, List<Long> arguments) {}

  ContextScan(Instructions instructions, @Nullable BpfFunction program) {
    this.instructions = instructions;
    this.program = program;
  }

  ContextReads read() throws ElfException {
    BitSet found = round(false);
    boolean all = complete;
    BitSet certain = round(true);
    return new ContextReads(certain, found, all);
  }

  private BitSet round(boolean onlyCertain) throws ElfException {
    certainOnly = onlyCertain;
    budget = Math.min(MAX_BUDGET, MIN_BUDGET + (long) VISITS * instructions.length());
    reads = new BitSet();
    seen = new HashSet<>();
    long[] arguments = new long[5];
    Arrays.fill(arguments, TrackedValues.UNKNOWN);
    arguments[0] = TrackedValues.context(0);
    scan(program, instructions, arguments, 0);
    return reads;
  }

  private void scan(@Nullable BpfFunction function, Instructions code, long[] arguments, int depth)
      throws ElfException {
    List<Long> key = new ArrayList<>();
    Arrays.stream(arguments).forEach(key::add);
    if (code.length() == 0 || !seen.add(new Call(function, key))) {
      return;
    }
    if (depth == MAX_DEPTH) {
      complete = false;
      return;
    }
    Map<Integer, TrackedValues> atStarts = new HashMap<>();
    Deque<Integer> open = new ArrayDeque<>();
    BitSet waiting = new BitSet();
    atStarts.put(0, TrackedValues.atStart(arguments));
    open.add(0);
    while (!open.isEmpty()) {
      int start = open.remove();
      waiting.clear(start);
      TrackedValues values = Objects.requireNonNull(atStarts.get(start)).copy();
      int end = straight(function, code, start, values, depth);
      if (budget < 0) {
        complete = false;
        return;
      }
      for (int next : next(code, end, values)) {
        TrackedValues known = atStarts.get(next);
        budget -= JOIN;
        boolean news = known == null || known.join(values);
        if (known == null) {
          atStarts.put(next, values.copy());
        }
        if (news && !waiting.get(next)) {
          waiting.set(next);
          open.add(next);
        }
      }
    }
  }

  /** Goes on to the next jump or end; returns where that is. */
  private int straight(
      @Nullable BpfFunction function, Instructions code, int start, TrackedValues values, int depth)
      throws ElfException {
    int index = start;
    while (true) {
      budget--;
      Instruction instruction = code.at(index);
      int next = index + instruction.length();
      if (instruction.isPlainJump()
          || instruction.isConditionalJump()
          || instruction.isIndirectJump()
          || instruction.isExit()
          || next >= code.length()
          || budget < 0) {
        complete &= !instruction.isIndirectJump();
        return index;
      }
      if (instruction.isCall()) {
        call(function, index, instruction, values, depth);
      } else {
        step(instruction, values);
      }
      index = next;
    }
  }

  private void call(
      @Nullable BpfFunction function,
      int index,
      Instruction instruction,
      TrackedValues values,
      int depth)
      throws ElfException {
    long[] arguments = values.arguments();
    boolean getsContext = Arrays.stream(arguments).anyMatch(RegisterChange::isContextSomewhere);
    long result = TrackedValues.NULLABLE;
    if (!instruction.isHelperCall()) {
      CodeReference reference = function == null ? null : function.reference(index);
      BpfFunction called = reference == null ? null : reference.function();
      if (called != null) {
        result = TrackedValues.KNOWN_AT_LOAD; // if the function returns a constant
      }
      if (getsContext && called != null) {
        scan(called, called.instructions(), arguments, depth + 1);
      } else if (getsContext) {
        complete = false;
      }
    } else if (getsContext && CallbackHelpers.has(instruction.imm())) {
      complete = false;
    }
    values.setRegister(0, result);
    for (int register = 1; register <= 5; register++) {
      values.setRegister(register, TrackedValues.UNKNOWN);
    }
  }

  private void step(Instruction instruction, TrackedValues values) {
    switch (instruction.opClass()) {
      case Instruction.LDX -> {
        long base = values.register(instruction.src());
        if (TrackedValues.isContext(base)) {
          read((int) base + instruction.off(), instruction.bytes());
        } else {
          complete &= !RegisterChange.isContextSomewhere(base);
        }
        values.setRegister(instruction.dst(), RegisterChange.load(instruction, values));
      }
      case Instruction.ST, Instruction.STX -> complete &= RegisterChange.store(instruction, values);
      case Instruction.ALU, Instruction.ALU64 ->
          values.setRegister(instruction.dst(), RegisterChange.arithmetic(instruction, values));
      default -> RegisterChange.loadConstant(instruction, values);
    }
  }

  private void read(int offset, int bytes) {
    if (offset >= 0 && offset + bytes <= MAX_BYTES) {
      reads.set(offset, offset + bytes);
    }
  }

  private int[] next(Instructions code, int end, TrackedValues values) {
    int[] all = code.successors(end);
    return certainOnly && code.at(end).isConditionalJump()
        ? CertainBranch.of(code.at(end), end, all, values)
        : all;
  }
}
