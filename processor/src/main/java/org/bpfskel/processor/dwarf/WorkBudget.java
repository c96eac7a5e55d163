package org.bpfskel.processor.dwarf;

/**
 * Steps that reading may take: a file of a few bytes could else make values and texts without end,
 * for entries may share them.
 */
final class WorkBudget {
  private static final long STEPS_PER_BYTE = 16;

  private long left;

  /** Enough for what a compiler writes into so many bytes. */
  WorkBudget(long bytes) {
    this.left = STEPS_PER_BYTE * bytes;
  }

  void spend() throws DwarfException {
    spend(1);
  }

  void spend(long steps) throws DwarfException {
    left -= steps;
    if (left < 0) {
      throw DwarfException.damaged("its entries refer to each other too often for its size");
    }
  }
}
