package org.bpfskel.btf;

/** Layout of {@code struct btf_type}, the part that all type records begin with. */
final class BtfRecord {
  static final int NAME = 0;
  static final int INFO = 4;

  /** Size or type id, by kind. */
  static final int SIZE_OR_TYPE = 8;

  static final int BYTES = 12;

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

  static boolean kindFlag(int info) {
    return info < 0;
  }
}
