package org.bpfskel.btf;

/** Layout of {@code struct btf_type}, the part that all type records begin with, in words. */
final class BtfRecord {
  static final int NAME = 0;
  static final int INFO = 1;

  /** Size or type id, by kind. */
  static final int SIZE_OR_TYPE = 2;

  /** What follows depends on the kind. */
  static final int WORDS = 3;

  private BtfRecord() {}

  /** Of an info word that {@link BtfLayouts#info} has seen, as all words here. */
  static int kindNumber(int info) {
    return info >>> 24 & 0x7f;
  }

  static BtfKind kind(int info) {
    return BtfKind.ofRecord(kindNumber(info));
  }

  static int vlen(int info) {
    return info & 0xffffff;
  }

  /** At most 64 for each of 2^24 elements, which an int holds. */
  static int words(int fixedWords, int elementWords, int info) {
    return WORDS + fixedWords + vlen(info) * elementWords;
  }

  static boolean kindFlag(int info) {
    return info < 0;
  }
}
