package org.bpfskel.btf;

/**
 * How much the layouts of one BTF may have in all: a few types can embed each other, or share one
 * long name, in so many ways that what is read from them would not fit into memory.
 */
final class LayoutBudget {
  /**
   * A Java class cannot have more fields. Counts those of embedded structs too, for whoever uses a
   * layout goes through all of it.
   */
  private static final int MAX_MEMBERS = 65_535;

  private static final long MIN_TEXT = 4 << 20;

  /** Characters of names and C types for each byte of BTF; prototypes are shared most often. */
  private static final int TEXT_PER_BYTE = 64;

  /** What a member takes in memory beside its text, in characters. */
  private static final int MEMBER_OVERHEAD = 32;

  private final Btf btf;

  /** Characters that may still be read. */
  private long text;

  LayoutBudget(Btf btf) {
    this.btf = btf;
    this.text = MIN_TEXT + TEXT_PER_BYTE * btf.bytes();
  }

  /** Takes members of the struct with that id into those of the one around it. */
  void count(FlatMembers flat, int structId, int members) throws BtfException {
    flat.count += members;
    if (flat.count > MAX_MEMBERS) {
      throw StructErrors.limit(
          btf,
          structId,
          "has more than " + MAX_MEMBERS + " members at all levels together: use fewer");
    }
  }

  /** Spends what so many members take, but for their text. */
  void spendMembers(int id, int members) throws BtfException {
    spend(id, (long) MEMBER_OVERHEAD * members);
  }

  /** Spends the text of a member or variable of the type with that id. */
  void spendText(int id, String name, String cType) throws BtfException {
    spend(id, (long) name.length() + cType.length());
  }

  private void spend(int id, long characters) throws BtfException {
    text -= characters;
    if (text < 0) {
      throw BtfException.nowhere(
          "members and names around type " + id + " add up to far more than the BTF has");
    }
  }
}
