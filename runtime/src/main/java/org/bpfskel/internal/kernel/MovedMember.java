package org.bpfskel.internal.kernel;

import java.util.List;
import java.util.Locale;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.jspecify.annotations.Nullable;

/** What a kernel has in place of a member that its struct lacks, as far as names tell. */
final class MovedMember {
  /** Shorter names are part of many. */
  private static final int LEAST = 4;

  private MovedMember() {}

  /** In words, to be put behind a sentence; empty if nothing is like it. */
  static String hint(CoreAccess access, List<KernelType> sameName, DecodedTypes types)
      throws BtfException {
    CoreMatch match = new CoreMatch(access, types);
    for (KernelType candidate : sameName) {
      if (match.isCandidate(candidate) && !access.steps().isEmpty()) {
        String place = place(candidate, access.steps().get(0).name(), types);
        return place == null ? "" : ", but " + access.rootName() + "." + place;
      }
    }
    return "";
  }

  private static @Nullable String place(KernelType type, String wanted, DecodedTypes types)
      throws BtfException {
    Btf btf = type.btf();
    if (wanted.isEmpty() || !(types.resolved(btf, type.id()) instanceof BtfType.Composite struct)) {
      return null;
    }
    for (BtfType.Member member : struct.members()) {
      if (isLike(member.name(), wanted)) {
        return member.name();
      }
    }
    for (BtfType.Member member : struct.members()) {
      BtfType inner = types.resolved(btf, member.type());
      if (!member.name().isEmpty() && CoreMember.find(types, btf, inner, wanted) != null) {
        return member.name() + "." + wanted;
      }
    }
    return null;
  }

  private static boolean isLike(String name, String wanted) {
    String one = plain(name);
    String other = plain(wanted);
    return one.equals(other)
        ? !one.isEmpty()
        : Math.min(one.length(), other.length()) >= LEAST
            && (one.endsWith(other) || other.endsWith(one));
  }

  private static String plain(String name) {
    return name.replace("_", "").toLowerCase(Locale.ROOT);
  }
}
