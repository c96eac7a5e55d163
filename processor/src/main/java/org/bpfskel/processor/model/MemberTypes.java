package org.bpfskel.processor.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayout;

/**
 * The BTF type ids of a layout's members, in the same order: those of anonymous structs and unions
 * stand in the place of these.
 */
final class MemberTypes {
  private MemberTypes() {}

  /**
   * The ids for a layout that has been read from that struct; so it does not contain itself, and
   * the number of members is bounded.
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

  /** Keeps its own stack: how deep anonymous structs nest is up to the file. */
  private static void collect(Btf btf, int structId, List<Integer> types) throws BtfException {
    Deque<Iterator<BtfType.Member>> levels = new ArrayDeque<>();
    levels.push(members(btf, structId));
    while (!levels.isEmpty()) {
      if (!levels.element().hasNext()) {
        levels.remove();
        continue;
      }
      BtfType.Member member = levels.element().next();
      if (!member.name().isEmpty()) {
        types.add(member.type());
        continue;
      }
      int id = btf.resolve(member.type());
      switch (btf.kind(id)) {
        case STRUCT, UNION -> levels.push(members(btf, id));
        default -> {} // an unnamed bitfield, which is padding
      }
    }
  }

  private static Iterator<BtfType.Member> members(Btf btf, int structId) throws BtfException {
    return ((BtfType.Composite) btf.type(structId)).members().iterator();
  }
}
