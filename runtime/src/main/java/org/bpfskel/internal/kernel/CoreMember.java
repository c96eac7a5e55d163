package org.bpfskel.internal.kernel;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.jspecify.annotations.Nullable;

/**
 * A member of a struct, found by its name.
 *
 * @param type its type
 * @param bitOffset from the beginning of the struct that was asked
 * @param bitfieldSize bits of a bitfield, else 0
 * @param isLast whether its own struct ends with it
 */
record CoreMember(int type, long bitOffset, int bitfieldSize, boolean isLast) {
  /** Structs without names inside each other; more is damaged. */
  private static final int MAX_DEPTH = 32;

  /** The member of that name, also of one in structs and unions without a name; null if none. */
  static @Nullable CoreMember find(DecodedTypes types, Btf btf, BtfType type, String name)
      throws BtfException {
    return find(types, btf, type, name, 0, 0);
  }

  private static @Nullable CoreMember find(
      DecodedTypes types, Btf btf, BtfType type, String name, long begin, int depth)
      throws BtfException {
    if (depth == MAX_DEPTH || !(type instanceof BtfType.Composite struct)) {
      return null;
    }
    List<BtfType.Member> members = struct.members();
    for (int i = 0; i < members.size(); i++) {
      BtfType.Member member = members.get(i);
      long at = begin + member.bitOffset();
      if (member.name().equals(name)) {
        return new CoreMember(member.type(), at, member.bitfieldSize(), i == members.size() - 1);
      }
      if (member.name().isEmpty()) {
        BtfType nested = types.resolved(btf, member.type());
        CoreMember inner = find(types, btf, nested, name, at, depth + 1);
        if (inner != null) {
          return inner;
        }
      }
    }
    return null;
  }
}
