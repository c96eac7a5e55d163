package org.bpfskel.internal;

import java.nio.ByteBuffer;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfBounds;
import org.bpfskel.btf.BtfException;
import org.jspecify.annotations.Nullable;

/** Whether the BTF of an ELF file keeps within bounds of which libbpf takes no care. */
public final class ElfBtf {
  private static final int MAGIC_BYTES = 2;

  private ElfBtf() {}

  /**
   * What is wrong, or null: also with what this cannot parse, for libbpf refuses that by itself. In
   * time linear in the size of the file.
   *
   * @param bytes what {@link ElfIdent#mismatch} finds nothing wrong with
   */
  public static @Nullable String mismatch(byte[] bytes) {
    ElfSections elf = ElfSections.of(bytes);
    String mismatch = null;
    for (int section = 0; elf != null && mismatch == null && section < elf.count(); section++) {
      ByteBuffer content = elf.isProgbits(section) ? elf.content(section) : null;
      if (content != null && isBtf(content)) {
        mismatch = mismatchIn(content);
      }
    }
    return mismatch;
  }

  private static boolean isBtf(ByteBuffer content) {
    byte[] start = new byte[Math.min(content.limit(), MAGIC_BYTES)];
    content.get(0, start);
    return Btf.isBtf(start);
  }

  private static @Nullable String mismatchIn(ByteBuffer content) {
    Btf btf;
    try {
      btf = Btf.parse(content);
    } catch (BtfException e) {
      return null;
    }
    try {
      BtfBounds.check(btf);
      return null;
    } catch (BtfException e) {
      return "damaged BTF: " + e.getMessage() + "; build the object again";
    }
  }
}
