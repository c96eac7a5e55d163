package org.bpfskel.btf;

/** What is wrong with a struct, or more than is taken. */
final class StructErrors {
  private StructErrors() {}

  /** Refuses a member that reaches beyond its struct, or lies within a byte. */
  static void check(long structSize, int structId, BtfType.Member member, long size)
      throws BtfException {
    boolean bitfield = member.bitfieldSize() > 0;
    if (!bitfield && member.bitOffset() % 8 != 0) {
      throw malformed(structId, "has a member at bit " + member.bitOffset() + ", within a byte");
    }
    long bits = bitfield ? member.bitfieldSize() : size * 8;
    if (bits > 0 && member.bitOffset() + bits > structSize * 8) {
      throw malformed(
          structId,
          "has a member from bit "
              + member.bitOffset()
              + " with "
              + bits
              + " bits, but only "
              + structSize
              + " bytes");
    }
  }

  static BtfException malformed(int structId, String found) {
    return BtfException.nowhere("struct or union, type " + structId + ", " + found);
  }

  static BtfLimitException limit(Btf btf, int id, String found) throws BtfException {
    String name = btf.name(id);
    return new BtfLimitException(
        "%s %s, type %d, %s"
            .formatted(btf.kind(id).keyword(), name.isEmpty() ? "{...}" : name, id, found));
  }
}
