package org.bpfskel.internal.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/** The check of the ELF header ({@code Elf64_Ehdr}): only what clang makes for BPF passes. */
final class ElfHeader {
  private static final int SIZE = 64;
  private static final int MAGIC = 0x7f454c46; // DEL E L F
  private static final int CLASS64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int BIG_ENDIAN = 2;
  private static final int RELOCATABLE = 1;
  private static final int EM_BPF = 247;
  private static final String COMPILE = "compile the C source with clang -g -O2 -target bpf -c";

  private static final Map<Integer, String> MACHINES =
      Map.of(
          3, "x86",
          8, "MIPS",
          20, "PowerPC",
          21, "64-bit PowerPC",
          22, "s390",
          40, "arm",
          62, "x86-64",
          183, "aarch64",
          243, "RISC-V",
          258, "LoongArch");

  private static final Map<Integer, String> TYPES =
      Map.of(2, "an executable", 3, "a shared library or executable", 4, "a core dump");

  private ElfHeader() {}

  /** The file in its byte order, read-only. */
  static ByteBuffer check(byte[] bytes) throws ElfException {
    ByteBuffer file = identify(bytes);
    int machine = Short.toUnsignedInt(file.getShort(18));
    if (machine != EM_BPF) {
      String name = MACHINES.getOrDefault(machine, "unknown");
      throw new ElfException(
          "this ELF file is for machine %d (%s), not for BPF (%d); %s"
              .formatted(machine, name, EM_BPF, COMPILE));
    }
    checkSections(file);
    int type = Short.toUnsignedInt(file.getShort(16));
    if (type != RELOCATABLE) {
      throw new ElfException(
          "this ELF file is %s (type %d), not an object file (type 1); %s"
              .formatted(TYPES.getOrDefault(type, "of unknown type"), type, COMPILE));
    }
    return file;
  }

  /** The same of a file for any machine and use. */
  static ByteBuffer checkAny(byte[] bytes) throws ElfException {
    ByteBuffer file = identify(bytes);
    checkSections(file);
    return file;
  }

  private static ByteBuffer identify(byte[] bytes) throws ElfException {
    if (bytes.length == 0) {
      throw new ElfException("the file is empty; " + COMPILE);
    }
    ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    if (bytes.length < 4 || file.getInt(0) != MAGIC) {
      throw new ElfException("this is not an ELF file; " + COMPILE);
    }
    if (bytes.length < SIZE) {
      throw damaged(bytes.length, "the header alone takes 64 bytes");
    }
    int order = file.get(5);
    if (order != LITTLE_ENDIAN && order != BIG_ENDIAN) {
      throw damaged(bytes.length, "its byte order is " + order);
    }
    file.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    return file;
  }

  private static void checkSections(ByteBuffer file) throws ElfException {
    if (file.get(4) != CLASS64) {
      throw new ElfException("this ELF file is not of the 64-bit class; " + COMPILE);
    }
    int entrySize = Short.toUnsignedInt(file.getShort(58));
    if (file.getLong(40) != 0 && entrySize != SIZE) {
      throw damaged(file.limit(), "its section headers are of " + entrySize + " bytes, not 64");
    }
  }

  static ElfException damaged(int size, String what) {
    return new ElfException(
        "the ELF file of %d bytes is truncated or damaged: %s; build it again"
            .formatted(size, what));
  }
}
