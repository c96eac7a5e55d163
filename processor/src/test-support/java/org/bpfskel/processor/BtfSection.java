package org.bpfskel.processor;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;

/** Raw BTF, as {@code llvm-objcopy --dump-section .BTF=FILE} extracts it. */
public final class BtfSection {
  private BtfSection() {}

  public static byte[] of(byte[] object) throws ElfException {
    ElfFile elf = ElfFile.parse(object);
    ByteBuffer data = elf.data(Objects.requireNonNull(elf.section(".BTF")));
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    return bytes;
  }
}
