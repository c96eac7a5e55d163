package org.bpfskel.internal.program;

import java.util.Arrays;

/**
 * The ways on from a conditional jump that the verifier certainly takes. It passes over a branch
 * that it knows is never taken, and with it over what would be wrong there.
 */
final class CertainBranch {
  private static final int JEQ = 0x10;
  private static final int JNE = 0x50;

  /** {@code may_goto}, which compares nothing. */
  private static final int MAY_GOTO = 0xe5;

  private CertainBranch() {}

  static int[] of(Instruction jump, int index, int[] all, TrackedValues values) {
    if (jump.code() == MAY_GOTO) {
      return all;
    }
    long left = values.register(jump.dst());
    long right = jump.isFromRegister() ? values.register(jump.src()) : TrackedValues.KNOWN_AT_LOAD;
    if (isKnown(left) && isKnown(right)) {
      return new int[0];
    }
    boolean equal = jump.operation() == JEQ;
    if (!(equal || jump.operation() == JNE) || !(isAddress(left) || isAddress(right))) {
      return all;
    }
    // Where an address is NULL the verifier may know that it is not.
    int next = index + 1;
    return Arrays.stream(all).filter(way -> (way == next) == equal).toArray();
  }

  private static boolean isAddress(long value) {
    return TrackedValues.mayBe(value, TrackedValues.NULLABLE) || TrackedValues.isContext(value);
  }

  private static boolean isKnown(long value) {
    return TrackedValues.mayBe(value, TrackedValues.KNOWN_AT_LOAD);
  }
}
