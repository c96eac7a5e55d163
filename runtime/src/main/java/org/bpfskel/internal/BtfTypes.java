package org.bpfskel.internal;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf takes from an object's BTF without a look, and dies of. Types that prototypes return:
 * it goes there at load, to compare them with the kernel's. Offset and size of a struct_ops
 * variable: it copies from where their sum of 32 bits wraps to, at open.
 */
public final class BtfTypes {
  private static final short MAGIC = (short) 0xeb9f;
  private static final int HEADER = 24;
  private static final int RECORD = 12;
  private static final int VARIABLE = 12;
  private static final int STRUCT = 4;
  private static final int FUNC_PROTO = 13;
  private static final int DATASEC = 15;

  private BtfTypes() {}

  /**
   * What is wrong, or null. In time linear in the size of the file. Nothing is wrong with what this
   * cannot read: libbpf refuses it, or has a newer format.
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
    return content.limit() >= HEADER && content.getShort(0) == MAGIC && content.getInt(4) == HEADER;
  }

  private static @Nullable String mismatchIn(ByteBuffer btf) {
    long at = HEADER + Integer.toUnsignedLong(btf.getInt(8));
    long end = Math.min(at + Integer.toUnsignedLong(btf.getInt(12)), btf.limit());
    int types = 0;
    int prototype = 0;
    long returned = 0;
    while (at <= end - RECORD) {
      int info = btf.getInt((int) at + 4);
      int kind = info >>> 24 & 0x1f;
      int size = size(kind, info & 0xffff);
      if (size == 0 || size > end - at) {
        return null;
      }
      types++;
      long type = Integer.toUnsignedLong(btf.getInt((int) at + 8));
      if (kind == FUNC_PROTO && type > returned) {
        prototype = types;
        returned = type;
      } else if (isHuge(btf, (int) at, kind, size)) {
        return "damaged BTF: type %d has an offset or a size of 2 GiB or more; build the object again"
            .formatted(types);
      }
      at += size;
    }
    return returned <= types
        ? null
        : "damaged BTF: prototype %d returns type %d, the last one is %d; build the object again"
            .formatted(prototype, returned, types);
  }

  /** Two that are less do not wrap. */
  private static boolean isHuge(ByteBuffer btf, int at, int kind, int size) {
    int bits = kind == STRUCT ? btf.getInt(at + 8) : 0;
    for (int variable = RECORD; kind == DATASEC && variable < size; variable += VARIABLE) {
      bits |= btf.getInt(at + variable + 4) | btf.getInt(at + variable + 8);
    }
    return bits < 0;
  }

  /** Bytes of a type with that many elements, 0 if the kind is unknown. */
  private static int size(int kind, int elements) {
    return switch (kind) {
      case 2, 7, 8, 9, 10, 11, 12, 16, 18 -> RECORD;
      case 1, 14, 17 -> RECORD + 4;
      case 3 -> RECORD + 12;
      case 6, FUNC_PROTO -> RECORD + 8 * elements;
      case STRUCT, 5, DATASEC, 19 -> RECORD + 12 * elements;
      default -> 0;
    };
  }
}
