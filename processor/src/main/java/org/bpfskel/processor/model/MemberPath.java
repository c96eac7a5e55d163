package org.bpfskel.processor.model;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.ValueTypes;
import org.jspecify.annotations.Nullable;

/**
 * The innermost member at some byte of a struct.
 *
 * @param text as C writes it after the variable and a dot: {@code inner.callbacks[1]}
 * @param typeId BTF id of its type, resolved
 */
record MemberPath(String text, int typeId) {
  /** Finds it in a struct whose layout has been read, so that it does not contain itself. */
  static MemberPath at(Btf btf, int structId, long offset) throws BtfException {
    StringBuilder text = new StringBuilder();
    int id = structId;
    long rest = offset;
    while (true) {
      if (btf.type(id) instanceof BtfType.Composite composite) {
        BtfType.Member member = memberAt(btf, composite.members(), rest);
        if (member == null) {
          break; // padding
        }
        if (!member.name().isEmpty()) {
          text.append(text.isEmpty() ? "" : ".").append(member.name());
        }
        rest -= member.bitOffset() / 8;
        id = btf.resolve(member.type());
      } else if (btf.type(id) instanceof BtfType.Array array && btf.sizeOf(array.element()) > 0) {
        long size = btf.sizeOf(array.element());
        text.append('[').append(rest / size).append(']');
        rest %= size;
        id = btf.resolve(array.element());
      } else {
        break;
      }
    }
    return new MemberPath(text.toString(), id);
  }

  /** Of several, as in a union, a function pointer if there is one. */
  private static BtfType.@Nullable Member memberAt(
      Btf btf, List<BtfType.Member> members, long offset) throws BtfException {
    BtfType.Member found = null;
    for (BtfType.Member member : members) {
      long start = member.bitOffset() / 8;
      if (member.bitfieldSize() == 0
          && start <= offset
          && offset - start < ValueTypes.size(btf, member.type())
          && (found == null || ValueTypes.isFunctionPointer(btf, member.type()))) {
        found = member;
      }
    }
    return found;
  }

  /** {@code data pointer 'in.p'}. */
  String described(Btf btf) throws BtfException {
    String what =
        btf.kind(typeId) != BtfKind.PTR
            ? "member"
            : ValueTypes.isFunctionPointer(btf, typeId) ? "function pointer" : "data pointer";
    return what + " '" + text + "'";
  }
}
