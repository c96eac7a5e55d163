package org.bpfskel.processor.model;

/**
 * Bounds all names and declarations of one object together. In a damaged file many entries may
 * share one long string, or one struct, and would multiply it.
 */
final class TextBudget {
  /** Far above what the largest programs have. */
  private static final long MAX_CHARACTERS = 32 << 20;

  private static final long MIN_CHARACTERS = 1 << 20;

  /** For each byte of the file; most is in prototypes that many callbacks share. */
  private static final long CHARACTERS_PER_BYTE = 64;

  /** What stands around each name in memory also counts. */
  private static final int OVERHEAD = 32;

  private final long limit;
  private long left;

  /** For a file of that many bytes. */
  TextBudget(long bytes) {
    limit = Math.min(MIN_CHARACTERS + CHARACTERS_PER_BYTE * bytes, MAX_CHARACTERS);
    left = limit;
  }

  String spend(String text) throws ObjectException {
    left -= text.length() + OVERHEAD;
    if (left < 0) {
      throw new ObjectException(
          "the names in the object add up to more than %d characters: it is damaged, build it again"
              .formatted(limit));
    }
    return text;
  }
}
