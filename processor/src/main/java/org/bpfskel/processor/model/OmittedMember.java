package org.bpfskel.processor.model;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.StructLayout;
import org.jspecify.annotations.Nullable;

/** Says why a C member becomes no Java field. */
final class OmittedMember {
  private OmittedMember() {}

  /** The reason, in terms of C; null if there is a field. */
  static @Nullable String reason(Btf btf, int typeId, StructLayout.Member member)
      throws BtfException {
    if (member.detail() instanceof MemberDetail.Bits bits
        && bits.kind() == StructLayout.Kind.OPAQUE) {
      return "a bitfield of a type wider than 64 bits";
    }
    if (member.kind() != StructLayout.Kind.OPAQUE || member.size() > 0) {
      return null;
    }
    return btf.kind(btf.resolve(typeId)) == BtfKind.ARRAY
        ? "an array of no fixed length has no place in the struct"
        : "its type is declared but not defined, so its size is unknown";
  }
}
