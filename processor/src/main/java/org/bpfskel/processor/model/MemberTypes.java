package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;

/**
 * The BTF type ids of a layout's members, in the same order: those of anonymous structs and unions
 * stand in the place of these.
 */
final class MemberTypes {
  private MemberTypes() {}

  /**
   * The ids for a layout that has been read from that struct; the reading has bounded depth and
   * number of members.
   */
  static List<Integer> of(Btf btf, int structId, StructLayout layout)
      throws BtfException, ObjectException {
    List<Integer> types = new ArrayList<>(layout.members().size());
    collect(btf, btf.resolve(structId), types);
    if (types.size() != layout.members().size()) {
      throw new ObjectException("the members of struct '%s' are unclear".formatted(layout.name()));
    }
    return types;
  }

  private static void collect(Btf btf, int structId, List<Integer> types) throws BtfException {
    for (BtfType.Member member : ((BtfType.Composite) btf.type(structId)).members()) {
      if (!member.name().isEmpty()) {
        types.add(member.type());
        continue;
      }
      int id = btf.resolve(member.type());
      switch (btf.kind(id)) {
        case STRUCT, UNION -> collect(btf, id, types);
        default -> {} // an unnamed bitfield, which is padding
      }
    }
  }

  /** Whether values of that type point to functions. */
  static boolean isFunctionPointer(Btf btf, int typeId) throws BtfException {
    return btf.type(btf.resolve(typeId)) instanceof BtfType.Ptr pointer
        && btf.kind(btf.resolve(pointer.type())) == BtfKind.FUNC_PROTO;
  }
}
