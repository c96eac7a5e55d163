package org.bpfskel.feature;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Instructions of programs that are loaded to see whether they are taken: {@code bpf_insn}. */
final class ProbeCode {
  private static final int SIZE = 8;

  private static final int BPF_ALU64_MOV_K = 0xb7;
  private static final int BPF_ALU64_MOV_X = 0xbf;
  private static final int BPF_ALU64_ADD_K = 0x07;
  private static final int BPF_JMP_JNE_K = 0x55;
  private static final int BPF_JMP_JLT_K = 0xa5;
  private static final int BPF_JMP32_JEQ_K = 0x16;
  private static final int BPF_JMP_JCOND = 0xe5;
  private static final int BPF_JMP_CALL = 0x85;
  private static final int BPF_JMP_EXIT = 0x95;
  private static final int BPF_ST_MEM_DW = 0x7a;
  private static final int BPF_STX_ATOMIC_DW = 0xdb;

  private static final int BPF_PSEUDO_KFUNC_CALL = 2;
  private static final int BPF_LOAD_ACQ = 0x100;

  /** What programs had at most before Linux 5.2. */
  private static final int BPF_MAXINSNS = 4096;

  private static final int STACK = 10;

  private final ByteBuffer bytes;

  private ProbeCode(int instructions) {
    bytes = ByteBuffer.allocate(instructions * SIZE).order(ByteOrder.nativeOrder());
  }

  private ProbeCode add(int code, int destination, int source, int offset, int immediate) {
    boolean isLittle = bytes.order() == ByteOrder.LITTLE_ENDIAN;
    bytes
        .put((byte) code)
        .put((byte) (isLittle ? destination | source << 4 : destination << 4 | source))
        .putShort((short) offset)
        .putInt(immediate);
    return this;
  }

  private ProbeCode result(int value) {
    return add(BPF_ALU64_MOV_K, 0, 0, 0, value);
  }

  private byte[] exit() {
    return add(BPF_JMP_EXIT, 0, 0, 0, 0).bytes.array();
  }

  /** A call of a helper, before anything else. */
  static byte[] callOfHelper(int number) {
    return new ProbeCode(3).add(BPF_JMP_CALL, 0, 0, 0, number).result(0).exit();
  }

  /** A call of a function of vmlinux, before anything else. */
  static byte[] callOfKfunc(int btfId) {
    return new ProbeCode(3).add(BPF_JMP_CALL, 0, BPF_PSEUDO_KFUNC_CALL, 0, btfId).result(0).exit();
  }

  /** A program that has it. */
  static byte[] with(CodeFeature feature) {
    return switch (feature) {
      case LARGE_PROGRAMS -> large();
      case BOUNDED_LOOPS -> loop();
      case ISA_V2 -> jumpIfLess();
      case ISA_V3 -> jumpOf32Bits();
      case ISA_V4 -> signedMove();
      case MAY_GOTO -> mayGoto();
      case LOAD_ACQUIRE -> loadAcquire();
    };
  }

  private static byte[] large() {
    ProbeCode code = new ProbeCode(BPF_MAXINSNS + 2);
    for (int i = 0; i <= BPF_MAXINSNS; i++) {
      code.result(0);
    }
    return code.exit();
  }

  private static byte[] loop() {
    return new ProbeCode(4)
        .result(10)
        .add(BPF_ALU64_ADD_K, 0, 0, 0, -1)
        .add(BPF_JMP_JNE_K, 0, 0, -2, 0)
        .exit();
  }

  private static byte[] jumpIfLess() {
    return new ProbeCode(4).result(0).add(BPF_JMP_JLT_K, 0, 0, 1, 1).result(1).exit();
  }

  private static byte[] jumpOf32Bits() {
    return new ProbeCode(4).result(0).add(BPF_JMP32_JEQ_K, 0, 0, 1, 0).result(1).exit();
  }

  private static byte[] signedMove() {
    return new ProbeCode(3).result(0).add(BPF_ALU64_MOV_X, 0, 0, 8, 0).exit();
  }

  private static byte[] mayGoto() {
    return new ProbeCode(4).result(0).add(BPF_JMP_JCOND, 0, 0, 1, 0).result(1).exit();
  }

  private static byte[] loadAcquire() {
    return new ProbeCode(3)
        .add(BPF_ST_MEM_DW, STACK, 0, -8, 0)
        .add(BPF_STX_ATOMIC_DW, 0, STACK, -8, BPF_LOAD_ACQ)
        .exit();
  }
}
