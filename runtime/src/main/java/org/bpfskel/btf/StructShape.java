package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout.Member;

/** What structs look like to Java, whatever they and their types are called in C. */
public final class StructShape {
  private static final int SHOWN_MEMBERS = 12;

  /** Far more than files that are linked into one object give it; each is compared with others. */
  private static final int MAX_NAMESAKES = 64;

  private StructShape() {}

  /**
   * {@return whether all members have the same names, places and kinds, those of embedded structs
   * too}
   *
   * @param one a layout
   * @param other another, of any BTF
   */
  public static boolean isSame(StructLayout one, StructLayout other) {
    return one.equals(other) || nameless(one).equals(nameless(other));
  }

  /**
   * {@return the layouts of structs and unions of one name, of those that look the same the first}
   *
   * @param btf types of an object or a kernel
   * @param structIds ids of the structs and unions
   * @throws BtfLimitException if there are more than 64
   * @throws BtfException as {@link StructLayout#readNested}
   */
  public static List<StructLayout> differing(Btf btf, Collection<Integer> structIds)
      throws BtfException {
    StructLayoutReader layouts = new StructLayoutReader(btf);
    List<StructLayout> differing = new ArrayList<>();
    for (int id : structIds) {
      if (structIds.size() > MAX_NAMESAKES) {
        throw StructErrors.limit(
            btf, id, "has a name that more than " + MAX_NAMESAKES + " others have: use more names");
      }
      StructLayout layout = layouts.readNested(id);
      boolean isNew = true;
      for (StructLayout other : differing) {
        isNew &= !isSame(other, layout);
      }
      if (isNew) {
        differing.add(layout);
      }
    }
    return differing;
  }

  private static StructLayout nameless(StructLayout layout) {
    List<Member> members = new ArrayList<>(layout.members().size());
    for (Member member : layout.members()) {
      members.add(
          new Member(
              member.name(),
              "",
              member.offset(),
              member.size(),
              member.kind(),
              nameless(member.detail())));
    }
    return new StructLayout("", layout.size(), members);
  }

  private static MemberDetail nameless(MemberDetail detail) {
    if (detail instanceof Nested nested) {
      return new Nested(nameless(nested.layout()));
    }
    if (detail instanceof Elements elements && elements.layout() != null) {
      StructLayout layout = nameless(elements.layout());
      return new Elements(elements.kind(), elements.size(), elements.lengths(), layout);
    }
    return detail;
  }

  /**
   * For messages: {@code 16 bytes: int pid at 0, char[8] comm at 4}; of many members the first.
   *
   * @param layout what is described
   * @return one line
   */
  public static String describe(StructLayout layout) {
    StringBuilder text = new StringBuilder();
    text.append(layout.size()).append(layout.size() == 1 ? " byte" : " bytes");
    String start = ": ";
    int count = layout.members().size();
    for (Member member : layout.members().subList(0, Math.min(count, SHOWN_MEMBERS))) {
      text.append(start).append(member.cType()).append(' ').append(member.name());
      text.append(" at ").append(member.offset());
      start = ", ";
    }
    return Printable.of(text.append(count <= SHOWN_MEMBERS ? "" : ", …").toString());
  }
}
