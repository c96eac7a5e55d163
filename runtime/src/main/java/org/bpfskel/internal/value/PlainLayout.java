package org.bpfskel.internal.value;

import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/**
 * Tells structs whose fields show every bit: numbers side by side, without padding. An object of
 * such a struct need not keep the bytes that it was read from.
 */
public final class PlainLayout {
  private PlainLayout() {}

  /** Whether fields of a class show all that a build of the object has in its struct. */
  public static boolean isShownBy(StructLayout ofClass, StructLayout build) {
    if (build.members().size() != ofClass.members().size() || build.overlaps()) {
      return false; // members that the class lacks, or several for the same bits
    }
    long shown = 0;
    for (Member member : build.members()) {
      if (!build.holds(member) || !showsEveryBit(member)) {
        return false;
      }
      shown += member.bits();
    }
    return shown == (long) build.size() * Byte.SIZE;
  }

  private static boolean showsEveryBit(Member member) {
    Kind kind = member.kind();
    if (kind == Kind.FLEXIBLE) {
      return false; // a record's elements are kept beside it
    }
    if (member.detail() instanceof MemberDetail.Bits field) {
      kind = field.kind();
    } else if (member.detail() instanceof MemberDetail.Elements elements) {
      kind = elements.kind();
    }
    return kind.isInteger(); // not of a bool of 2, a NaN's bits, bytes behind a text's NUL
  }
}
