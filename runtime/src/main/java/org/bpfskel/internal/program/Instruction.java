package org.bpfskel.internal.program;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An instruction ({@code struct bpf_insn}), with the names of its fields there.
 *
 * @param code operation, size and class, 0 to 255
 * @param dst number of a register
 * @param src number of a register, or one of {@code BPF_PSEUDO_*}
 * @param nextImm the upper half of {@link #imm64}, 0 of an instruction that {@link #isWide} is not
 */
public record Instruction(int code, int dst, int src, int off, int imm, int nextImm) {
  /** Bytes of one; a wide one takes two of them. */
  public static final int SIZE = 8;

  static final int LDX = 1;
  static final int ST = 2;
  static final int STX = 3;
  static final int ALU = 4;
  static final int JMP = 5;
  static final int JMP32 = 6;
  static final int ALU64 = 7;

  /** {@code BPF_LD | BPF_IMM | BPF_DW}. */
  private static final int LD_IMM64 = 0x18;

  private static final int CALL = 0x85;
  private static final int CALL_REGISTER = 0x8d;
  private static final int EXIT = 0x95;
  private static final int JA = 0x05;
  private static final int JA_32 = 0x06;
  private static final int JA_REGISTER = 0x0d;
  private static final int FROM_REGISTER = 0x08;
  private static final int PSEUDO_CALL = 1;
  private static final int PSEUDO_FUNC = 4;

  /** The instruction at a byte of code, in the byte order of the buffer. */
  static Instruction read(ByteBuffer code, int at) {
    int opcode = Byte.toUnsignedInt(code.get(at));
    int registers = Byte.toUnsignedInt(code.get(at + 1));
    boolean little = code.order() == ByteOrder.LITTLE_ENDIAN;
    int low = registers & 0xf;
    int high = registers >> 4;
    boolean wide = opcode == LD_IMM64 && at + 2 * SIZE <= code.limit();
    return new Instruction(
        opcode,
        little ? low : high,
        little ? high : low,
        code.getShort(at + 2),
        code.getInt(at + 4),
        wide ? code.getInt(at + SIZE + 4) : 0);
  }

  /** {@code ld_imm64}, which takes two places. */
  public boolean isWide() {
    return code == LD_IMM64;
  }

  /** The number that a wide instruction loads. */
  public long imm64() {
    return (long) nextImm << Integer.SIZE | Integer.toUnsignedLong(imm);
  }

  /** Places from this instruction to the one behind it. */
  public int length() {
    return isWide() ? 2 : 1;
  }

  /** {@code BPF_CLASS}. */
  public int opClass() {
    return code & 7;
  }

  /** {@code BPF_OP} of arithmetic and jumps. */
  public int operation() {
    return code & 0xf0;
  }

  /** Whether the second operand is register {@code src}, and not {@code imm}. */
  public boolean isFromRegister() {
    return (code & FROM_REGISTER) != 0;
  }

  /** Bytes that a load or store moves. */
  public int bytes() {
    return switch (code & 0x18) {
      case 0x00 -> 4;
      case 0x08 -> 2;
      case 0x10 -> 1;
      default -> 8;
    };
  }

  /** A load from where a register says, or a store to there. */
  public boolean isMemoryAccess() {
    return opClass() == LDX || opClass() == ST || opClass() == STX;
  }

  /** A call of anything. */
  public boolean isCall() {
    return code == CALL || code == CALL_REGISTER;
  }

  /** A call of the helper with the number {@code imm}. */
  public boolean isHelperCall() {
    return code == CALL && src == 0;
  }

  /** A call of a function of the object or, if its reference is an extern, of the kernel. */
  public boolean isFunctionCall() {
    return code == CALL && src == PSEUDO_CALL;
  }

  /** Loads the address of a function, once libbpf has relocated it. */
  boolean isFunctionAddress() {
    return isWide() && src == PSEUDO_FUNC;
  }

  public boolean isExit() {
    return code == EXIT;
  }

  /** {@code gotox}: jumps to where a register says. */
  public boolean isIndirectJump() {
    return code == JA_REGISTER;
  }

  /** A jump that is always taken, to a place that the instruction says. */
  public boolean isPlainJump() {
    return code == JA || code == JA_32;
  }

  /** A jump that may go on to the next instruction instead, {@code may_goto} too. */
  public boolean isConditionalJump() {
    return (opClass() == JMP || opClass() == JMP32)
        && !isCall()
        && !isExit()
        && !isPlainJump()
        && !isIndirectJump();
  }

  /** Places from the next instruction to the target of a jump. */
  public int jump() {
    return code == JA_32 ? imm : off;
  }
}
