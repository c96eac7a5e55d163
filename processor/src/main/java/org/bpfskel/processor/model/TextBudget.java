package org.bpfskel.processor.model;

/**
 * Bounds all names and declarations of one object together. In a damaged file many entries may
 * share one long string, or one struct, and would multiply it.
 */
final class TextBudget {
  /** Far above what the largest programs have. */
  private static final int MAX_CHARACTERS = 32 << 20;

  /** What stands around each name in memory also counts. */
  private static final int OVERHEAD = 32;

  private int left = MAX_CHARACTERS;

  String spend(String text) throws ObjectException {
    left -= text.length() + OVERHEAD;
    if (left < 0) {
      throw new ObjectException(
          "the names in the object add up to more than %d characters: it is damaged, build it again"
              .formatted(MAX_CHARACTERS));
    }
    return text;
  }
}
