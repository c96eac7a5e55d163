package org.bpfskel.internal.program;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each register and each place on the stack before an instruction. A value is
 * either the context and a distance in bytes, or all that it may be. Changed in place.
 */
final class TrackedValues {
  /** Nothing known; a number that only the running program has. In all that is no context. */
  static final long UNKNOWN = 1L << 32;

  /** Perhaps an address that may be NULL, where the verifier may know that it is not. */
  static final long NULLABLE = UNKNOWN | 1L << 33;

  /** Perhaps what the verifier knows: constants, read-only variables, what CO-RE fills in. */
  static final long KNOWN_AT_LOAD = UNKNOWN | 1L << 34;

  /** Perhaps the context, at a distance that is not known. */
  static final long SOMEWHERE_IN_CONTEXT = UNKNOWN | 1L << 35;

  private static final int REGISTERS = 11;
  private static final int STACK_BYTES = 512;
  private static final int PLACE = 8;

  private final long[] registers;

  /** By place, from the top; null while nothing lies there. Shared until one of them changes. */
  private long @Nullable [] stack;

  private boolean ownsStack;

  private TrackedValues(long[] registers, long @Nullable [] stack) {
    this.registers = registers;
    this.stack = stack;
  }

  /** At the start of a function, with its arguments r1 to r5. */
  static TrackedValues atStart(long[] arguments) {
    long[] registers = new long[REGISTERS];
    Arrays.fill(registers, UNKNOWN);
    System.arraycopy(arguments, 0, registers, 1, arguments.length);
    return new TrackedValues(registers, null);
  }

  /** That many bytes behind the start of the context. */
  static long context(int offset) {
    return Integer.toUnsignedLong(offset);
  }

  static boolean isContext(long value) {
    return value >>> 32 == 0;
  }

  /** Whether a value may be what one of these constants says. */
  static boolean mayBe(long value, long what) {
    return (value & what) == what;
  }

  TrackedValues copy() {
    ownsStack = false;
    return new TrackedValues(registers.clone(), stack);
  }

  long register(int number) {
    return number < REGISTERS ? registers[number] : UNKNOWN;
  }

  void setRegister(int number, long value) {
    if (number < REGISTERS) {
      registers[number] = value;
    }
  }

  /** Registers 1 to 5, the arguments of a call. */
  long[] arguments() {
    return Arrays.copyOfRange(registers, 1, 6);
  }

  /** What was last stored at that distance from r10, which is negative. */
  long stack(int offset) {
    return stack == null || !isOnStack(offset) ? UNKNOWN : stack[place(offset)];
  }

  void setStack(int offset, long value) {
    if (!isOnStack(offset) || stack(offset) == value) {
      return;
    }
    long[] changed = stack;
    if (changed == null) {
      changed = new long[STACK_BYTES / PLACE];
      Arrays.fill(changed, UNKNOWN);
    } else if (!ownsStack) {
      changed = changed.clone();
    }
    changed[place(offset)] = value;
    stack = changed;
    ownsStack = true;
  }

  private static boolean isOnStack(int offset) {
    return offset < 0 && offset >= -STACK_BYTES;
  }

  private static int place(int offset) {
    return (-offset - 1) / PLACE;
  }

  /** Takes in what is known on another way to the same instruction; returns whether that is new. */
  boolean join(TrackedValues other) {
    boolean changed = false;
    for (int i = 0; i < REGISTERS; i++) {
      long joined = join(registers[i], other.registers[i]);
      changed |= joined != registers[i];
      registers[i] = joined;
    }
    if (stack == other.stack) {
      return changed;
    }
    for (int offset = -1; offset >= -STACK_BYTES; offset -= PLACE) {
      long joined = join(stack(offset), other.stack(offset));
      changed |= joined != stack(offset);
      setStack(offset, joined);
    }
    return changed;
  }

  private static long join(long one, long two) {
    return one == two ? one : inexact(one) | inexact(two);
  }

  /** Of several values, everything that one of them may be. */
  private static long inexact(long value) {
    return isContext(value) ? SOMEWHERE_IN_CONTEXT | NULLABLE : value;
  }
}
