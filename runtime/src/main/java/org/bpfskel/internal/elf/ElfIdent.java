package org.bpfskel.internal.elf;

import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** The first bytes of an ELF file: whether it is one that libbpf can open on this machine. */
public final class ElfIdent {
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int BIG_ENDIAN = 2;
  private static final int MACHINE_OFFSET = 18;
  private static final int HEADER_SIZE = 64;
  private static final int EM_BPF = 247;

  private ElfIdent() {}

  /** Whether these bytes begin like an ELF file of any kind. */
  public static boolean isElf(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 0x7f
        && bytes[1] == 'E'
        && bytes[2] == 'L'
        && bytes[3] == 'F';
  }

  /** What is wrong with these bytes, or null if they begin like a BPF object for this machine. */
  public static @Nullable String mismatch(byte[] bytes) {
    if (bytes.length < HEADER_SIZE || !isElf(bytes) || bytes[4] != CLASS_64) {
      return "no 64-bit ELF file, " + bytes.length + " bytes: compile it with clang -target bpf";
    }
    int data = bytes[5];
    if (data != LITTLE_ENDIAN && data != BIG_ENDIAN) {
      return "an ELF file of unknown byte order " + data;
    }
    boolean little = data == LITTLE_ENDIAN;
    if (little != (ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN)) {
      return "the object is %s-endian, this machine %s-endian: compile it with clang -target %s"
          .formatted(
              little ? "little" : "big", little ? "big" : "little", little ? "bpfeb" : "bpfel");
    }
    int low = bytes[MACHINE_OFFSET + (little ? 0 : 1)] & 0xff;
    int high = bytes[MACHINE_OFFSET + (little ? 1 : 0)] & 0xff;
    int machine = high << 8 | low;
    return machine == EM_BPF
        ? null
        : "an ELF file for machine "
            + machine
            + ", not BPF (247): compile it with clang -target bpf";
  }
}
