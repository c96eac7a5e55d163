package org.bpfskel.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Damages the ELF file of a BPF object where it has a meaning: the file header, section headers,
 * symbols, relocations, the type information, and any content.
 */
public final class ElfMutator {
  private static final int MAX_EDITS = 4;
  private static final int HEADER = 64;
  private static final int SECTION = 64;
  private static final int SYMBOL = 24;
  private static final int RELOCATION = 16;
  private static final int SYMTAB = 2;
  private static final int REL = 9;

  private static final long[] EXTREMES = {
    0, 1, 7, 0xff00, 0xffff, 0x10000, 0x7fffffff, 0x80000000L, 0xffffffffL, Long.MAX_VALUE, -8, -1
  };

  private final RandomGenerator choices;
  private byte[] bytes;
  private ByteBuffer elf;

  private ElfMutator(byte[] object, RandomGenerator choices) {
    this.choices = choices;
    this.bytes = object.clone();
    this.elf = wrap(bytes);
  }

  /** A damaged copy. The same choices give the same bytes. */
  public static byte[] mutate(byte[] object, RandomGenerator choices) {
    ElfMutator mutator = new ElfMutator(object, choices);
    for (int edits = 1 + choices.nextInt(1 + choices.nextInt(MAX_EDITS)); edits > 0; edits--) {
      mutator.edit();
    }
    return mutator.bytes;
  }

  /** In its own byte order; what is not ELF is taken for little-endian. */
  private static ByteBuffer wrap(byte[] bytes) {
    boolean big = bytes.length > 5 && bytes[5] == 2;
    return ByteBuffer.wrap(bytes).order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private void edit() {
    if (bytes.length < HEADER || sections() == 0) {
      replace(Arrays.copyOf(bytes, bytes.length + choices.nextInt(HEADER)));
      return;
    }
    switch (choices.nextInt(16)) {
      case 0 -> header();
      case 1, 2 -> section(choices.nextInt(sections()));
      case 3 -> copySection();
      case 4, 5 -> entry(SYMTAB, SYMBOL);
      case 6, 7 -> entry(REL, RELOCATION);
      case 8, 9, 10 -> types();
      case 11, 12 -> extension();
      case 13 -> content(choices.nextInt(sections()));
      case 14 -> bytes[choices.nextInt(bytes.length)] = (byte) choices.nextInt(256);
      default -> length();
    }
  }

  /** Headers that lie in the file. */
  private int sections() {
    long start = elf.getLong(40);
    if (start < HEADER || start > bytes.length - SECTION) {
      return 0;
    }
    int count = Short.toUnsignedInt(elf.getShort(60));
    return (int) Math.min(count, (bytes.length - start) / SECTION);
  }

  private int header(int section) {
    return (int) elf.getLong(40) + section * SECTION;
  }

  private long number() {
    return switch (choices.nextInt(4)) {
      case 0 -> bytes.length + choices.nextInt(16) - 8;
      case 1 -> choices.nextInt(bytes.length);
      case 2 -> choices.nextInt(sections() + 2) - 1;
      default -> EXTREMES[choices.nextInt(EXTREMES.length)];
    };
  }

  private void header() {
    switch (choices.nextInt(4)) {
      case 0 -> bytes[choices.nextInt(HEADER)] = (byte) number();
      case 1 -> elf.putLong(40, number());
      default -> elf.putShort(52 + 2 * choices.nextInt(6), (short) number());
    }
  }

  /** {@code Elf64_Shdr}: words at 0, 4, 40 and 44, else longs. */
  private void section(int section) {
    int header = header(section);
    switch (choices.nextInt(10)) {
      case 0 -> elf.putInt(header, (int) number());
      case 1 -> elf.putInt(header + 4, choices.nextInt(20));
      case 2 -> elf.putInt(header + 40, (int) number());
      case 3 -> elf.putInt(header + 44, (int) number());
      case 4 -> elf.putLong(header + 8, choices.nextInt(8));
      default -> elf.putLong(header + Long.BYTES * (3 + choices.nextInt(5)), number());
    }
  }

  /** Makes one section another's namesake, or its double, so that they overlap. */
  private void copySection() {
    int from = header(choices.nextInt(sections()));
    int to = header(choices.nextInt(sections()));
    System.arraycopy(bytes, from, bytes, to, choices.nextBoolean() ? SECTION : Integer.BYTES);
  }

  /** Changes a field of an entry in a section of that type. */
  private void entry(int type, int size) {
    int skipped = choices.nextInt(sections());
    int section = 0;
    while (section < sections()
        && (elf.getInt(header((section + skipped) % sections()) + 4) != type)) {
      section++;
    }
    if (section == sections()) {
      return;
    }
    int found = header((section + skipped) % sections());
    long start = elf.getLong(found + 24);
    long count = elf.getLong(found + 32) / size;
    if (start < 0 || start > bytes.length || count <= 0) {
      return;
    }
    long at = start + (long) size * choices.nextInt((int) Math.min(count, bytes.length));
    int word = choices.nextInt(size / Integer.BYTES);
    long field = at + (long) Integer.BYTES * word;
    if (field <= bytes.length - Long.BYTES) {
      switch (choices.nextInt(4)) {
        case 0 -> bytes[(int) field + choices.nextInt(4)] = (byte) number();
        case 1 -> elf.putLong((int) field, number());
        default -> elf.putInt((int) field, (int) number());
      }
    }
  }

  /** Damages the BTF, which then lies at the end of the file. */
  private void types() {
    for (int i = 0; i < sections(); i++) {
      long start = elf.getLong(header(i) + 24);
      long size = elf.getLong(header(i) + 32);
      if (start >= 0 && size > BtfRecords.HEADER && start <= bytes.length - size && isBtf(start)) {
        byte[] btf = Arrays.copyOfRange(bytes, (int) start, (int) (start + size));
        byte[] damaged = BtfMutator.mutate(btf, choices);
        int end = bytes.length;
        replace(Arrays.copyOf(bytes, end + damaged.length));
        System.arraycopy(damaged, 0, bytes, end, damaged.length);
        elf.putLong(header(i) + 24, end);
        elf.putLong(header(i) + 32, damaged.length);
        return;
      }
    }
  }

  /** {@code .BTF.ext} has the same magic number, but a longer header. */
  private boolean isBtf(long start) {
    return isMagic(start) && elf.getInt((int) start + 4) == BtfRecords.HEADER;
  }

  private boolean isMagic(long start) {
    return Short.toUnsignedInt(elf.getShort((int) start)) == 0xeb9f;
  }

  /** Damages what goes with the BTF, in its place. */
  private void extension() {
    for (int i = 0; i < sections(); i++) {
      long start = elf.getLong(header(i) + 24);
      long size = elf.getLong(header(i) + 32);
      if (start >= 0 && size > BtfRecords.HEADER && start <= bytes.length - size && isExt(start)) {
        BtfExtMutator.mutate(elf.slice((int) start, (int) size).order(elf.order()), choices);
      }
    }
  }

  private boolean isExt(long start) {
    return isMagic(start) && elf.getInt((int) start + 4) > BtfRecords.HEADER;
  }

  /** A word of a section's content: an instruction, or the initial value of a variable. */
  private void content(int section) {
    long start = elf.getLong(header(section) + 24);
    long words = elf.getLong(header(section) + 32) / Integer.BYTES;
    if (start >= 0 && words > 0 && words <= (bytes.length - start) / Integer.BYTES) {
      elf.putInt((int) start + Integer.BYTES * choices.nextInt((int) words), (int) number());
    }
  }

  private void length() {
    replace(Arrays.copyOf(bytes, choices.nextInt(bytes.length + bytes.length / 8 + 1)));
  }

  private void replace(byte[] changed) {
    bytes = changed;
    elf = wrap(bytes);
  }
}
