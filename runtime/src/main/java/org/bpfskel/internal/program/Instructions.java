package org.bpfskel.internal.program;

import java.nio.ByteBuffer;

/** The instructions of one function, without what they refer to. */
public final class Instructions {
  private final ByteBuffer code;

  /** Takes the bytes of whole instructions, in their byte order. */
  public Instructions(ByteBuffer code) {
    this.code = code;
  }

  /** Places for instructions, of which a wide one takes two. */
  public int length() {
    return code.limit() / Instruction.SIZE;
  }

  /** The instruction at a place; the second place of a wide one holds none. */
  public Instruction at(int index) {
    return Instruction.read(code, index * Instruction.SIZE);
  }

  /**
   * Where the program may go on behind the instruction at a place: the next place, the target of a
   * jump, both or none. Only places of this function. Of {@code gotox} there are none, for a
   * register says where it goes.
   */
  public int[] successors(int index) {
    Instruction instruction = at(index);
    int next = index + instruction.length();
    long target = (long) index + 1 + instruction.jump();
    boolean falls =
        !instruction.isExit() && !instruction.isPlainJump() && !instruction.isIndirectJump();
    boolean jumps = instruction.isPlainJump() || instruction.isConditionalJump();
    boolean hasNext = falls && next < length();
    boolean hasTarget = jumps && target >= 0 && target < length();
    if (hasNext && hasTarget) {
      return new int[] {next, (int) target};
    }
    return hasNext ? new int[] {next} : hasTarget ? new int[] {(int) target} : new int[0];
  }
}
