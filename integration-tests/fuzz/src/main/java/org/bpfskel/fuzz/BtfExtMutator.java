package org.bpfskel.fuzz;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Damages {@code .BTF.ext} where it has a meaning: its header, sizes and counts of its parts, and
 * the records on functions, lines and relocations.
 */
final class BtfExtMutator {
  private static final int HEADER_LENGTH = 4;
  private static final int HEADER = 32;

  /** Where the header tells of functions, lines and relocations, each by offset and length. */
  private static final int[] PARTS = {8, 16, 24};

  private static final int[] EXTREMES = {
    0, 1, 2, 3, 4, 8, 12, 16, 32, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffff8, -1
  };

  private final RandomGenerator choices;
  private final ByteBuffer ext;

  /** Sizes of records, names of sections, and counts of records: the words between the records. */
  private final List<Integer> frames = new ArrayList<>();

  private final List<Integer> records = new ArrayList<>();

  private BtfExtMutator(ByteBuffer ext, RandomGenerator choices) {
    this.choices = choices;
    this.ext = ext;
    for (int part : PARTS) {
      if (part + 8 <= Math.min(ext.limit(), HEADER)) {
        long start = word(HEADER_LENGTH) + word(part);
        walk(start, Math.min(start + word(part + 4), ext.limit()));
      }
    }
  }

  /** Changes a word in place. The buffer has the section, in the order of its bytes. */
  static void mutate(ByteBuffer ext, RandomGenerator choices) {
    if (ext.limit() >= HEADER) {
      new BtfExtMutator(ext, choices).edit();
    }
  }

  private long word(int at) {
    return Integer.toUnsignedLong(ext.getInt(at));
  }

  private void walk(long start, long end) {
    long at = start + 4;
    if (at > end) {
      return;
    }
    frames.add((int) start);
    long size = word((int) start);
    while (at + 8 <= end) {
      frames.add((int) at);
      frames.add((int) at + 4);
      long next = at + 8 + size * word((int) at + 4);
      for (long record = at + 8; record + 4 <= Math.min(next, end); record += 4) {
        records.add((int) record);
      }
      at = next;
    }
  }

  private void edit() {
    switch (choices.nextInt(8)) {
      case 0 -> change(4 * choices.nextInt(HEADER / 4));
      case 1, 2, 3 -> change(anyOf(frames));
      default -> change(anyOf(records));
    }
  }

  private int anyOf(List<Integer> places) {
    return places.isEmpty() ? 0 : places.get(choices.nextInt(places.size()));
  }

  private void change(int at) {
    ext.putInt(
        at,
        switch (choices.nextInt(4)) {
          case 0 -> EXTREMES[choices.nextInt(EXTREMES.length)];
          case 1 -> choices.nextInt(ext.limit());
          case 2 -> ext.getInt(at) + 8 * (choices.nextInt(9) - 4);
          default -> ext.getInt(at) + choices.nextInt(9) - 4;
        });
  }
}
