package org.bpfskel.internal.program;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.internal.elf.ElfException;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of a program and of what it calls that the verifier certainly comes to, if it
 * accepts all before them: it passes over branches of which it knows that they are never taken, as
 * where an object asks what the kernel has. Where that is not known here, nothing behind the branch
 * is certain.
 */
public final class CertainCode {
  /** Of one function, in visits of its instructions; compilers write what needs a few. */
  private static final int VISITS = 64;

  /** Longer ones take more memory than the answer is worth. */
  private static final int MAX_LENGTH = 1 << 16;

  private static final int JEQ = 0x10;
  private static final int JNE = 0x50;
  private static final int MAY_GOTO = 0xe5;

  private final Loading loading;
  private final Map<BpfFunction, Map<Integer, LoadTimeState>> states = new LinkedHashMap<>();
  private final Map<BpfFunction, LoadTimeValue[]> arguments = new HashMap<>();
  private final Set<BpfFunction> open = new LinkedHashSet<>();
  private boolean exhausted;

  /** What libbpf makes of instructions at load. */
  public interface Loading {
    /**
     * The number that it puts in place of the one in an instruction; null if it leaves that alone,
     * or nothing is known of it.
     */
    @Nullable Long immediate(BpfFunction function, int index);

    /** Whether it changes the instruction in some way. */
    boolean changes(BpfFunction function, int index);
  }

  private CertainCode(Loading loading) {
    this.loading = loading;
  }

  /**
   * Of one program: the places of such instructions, by function.
   *
   * @throws ElfException if relocations are damaged
   */
  public static Map<BpfFunction, BitSet> of(BpfFunction program, Loading loading)
      throws ElfException {
    CertainCode code = new CertainCode(loading);
    LoadTimeValue[] context = new LoadTimeValue[5];
    Arrays.fill(context, LoadTimeValue.RUNTIME);
    code.call(program, context);
    while (!code.open.isEmpty()) {
      BpfFunction next = code.open.iterator().next();
      code.open.remove(next);
      code.follow(next);
    }
    return code.exhausted ? Map.of() : code.certain(program);
  }

  private void call(BpfFunction function, LoadTimeValue[] values) {
    LoadTimeValue[] known = arguments.get(function);
    if (known == null) {
      arguments.put(function, values.clone());
      open.add(function);
    } else if (LoadTimeState.join(known, values)) {
      open.add(function);
    }
  }

  /** Finds out what is known before each instruction that can be reached. */
  private void follow(BpfFunction function) throws ElfException {
    Instructions code = function.instructions();
    Map<Integer, LoadTimeState> before = new HashMap<>();
    states.put(function, before);
    if (code.length() == 0 || code.length() > MAX_LENGTH) {
      exhausted |= code.length() > 0;
      return;
    }
    before.put(0, LoadTimeState.atStart(Objects.requireNonNull(arguments.get(function))));
    Deque<Integer> waiting = new ArrayDeque<>();
    waiting.add(0);
    long budget = (long) VISITS * code.length();
    while (!waiting.isEmpty()) {
      if (budget-- == 0) {
        exhausted = true;
        return;
      }
      int index = waiting.remove();
      LoadTimeState known = Objects.requireNonNull(before.get(index));
      LoadTimeState after = known.copy();
      Instruction instruction = code.at(index);
      new LoadTimeStep(loading, function, index).run(instruction, after, this::call);
      for (int next : ways(function, code, index, known, false)) {
        LoadTimeState there = before.get(next);
        if (there == null) {
          before.put(next, after.copy());
          waiting.add(next);
        } else if (there.join(after)) {
          waiting.add(next);
        }
      }
    }
  }

  /** The ways on that may be taken, or those of them that certainly are. */
  private int[] ways(
      BpfFunction function, Instructions code, int index, LoadTimeState known, boolean certainly) {
    int[] all = code.successors(index);
    Instruction jump = code.at(index);
    if (!jump.isConditionalJump() || jump.code() == MAY_GOTO || all.length < 2) {
      return all;
    }
    LoadTimeValue left = known.register(jump.dst());
    LoadTimeValue right =
        jump.isFromRegister() ? known.register(jump.src()) : LoadTimeValue.of(jump.imm());
    if (left.constant() != null && right.constant() != null) {
      Boolean taken = Arithmetic.jumps(jump, left.constant(), right.constant());
      if (taken != null && !loading.changes(function, index)) {
        return new int[] {taken ? all[1] : all[0]};
      }
    }
    if (!certainly) {
      return all;
    }
    if (!left.isRuntime() && !right.isRuntime()) {
      return new int[0];
    }
    // Of an address the verifier may know that it is not NULL.
    Long other = left.isRuntime() ? right.constant() : left.constant();
    boolean equal = jump.operation() == JEQ;
    if (other != null && other == 0 && (equal || jump.operation() == JNE)) {
      return new int[] {equal ? all[0] : all[1]};
    }
    return all;
  }

  /** Walks again, along certain ways alone, with what is known in the end. */
  private Map<BpfFunction, BitSet> certain(BpfFunction program) throws ElfException {
    Map<BpfFunction, BitSet> found = new LinkedHashMap<>();
    Deque<BpfFunction> functions = new ArrayDeque<>();
    functions.add(program);
    while (!functions.isEmpty()) {
      BpfFunction function = functions.remove();
      Map<Integer, LoadTimeState> before = states.get(function);
      if (before == null || before.isEmpty() || found.containsKey(function)) {
        continue;
      }
      Instructions code = function.instructions();
      BitSet reached = new BitSet();
      Deque<Integer> waiting = new ArrayDeque<>();
      reached.set(0);
      waiting.add(0);
      while (!waiting.isEmpty()) {
        int index = waiting.remove();
        CodeReference reference =
            code.at(index).isCall() || code.at(index).isWide() ? function.reference(index) : null;
        if (reference != null && reference.function() != null && code.at(index).isCall()) {
          functions.add(reference.function());
        }
        for (int next :
            ways(function, code, index, Objects.requireNonNull(before.get(index)), true)) {
          if (!reached.get(next)) {
            reached.set(next);
            waiting.add(next);
          }
        }
      }
      found.put(function, reached);
    }
    return found;
  }
}
