package org.bpfskel.btf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/**
 * Where two programs that share memory would see other members in it: one takes for a name what the
 * other has elsewhere, or in another size. Whether an integer is signed makes no difference, nor
 * what types are called.
 */
public final class LayoutDifference {
  private LayoutDifference() {}

  /**
   * {@return a line for each difference between two members of structs, or nothing of members that
   * are no structs, unions or arrays of these}
   *
   * @param path what the lines call it
   * @param there what one side has
   * @param here what the other has
   */
  public static List<String> of(String path, Member there, Member here) {
    List<String> differences = new ArrayList<>();
    compareInside(path, there, here, differences);
    return differences;
  }

  /**
   * For messages: {@code unsigned int, 4 bytes at 8}.
   *
   * @param member of any struct
   * @return its type, its size and its offset
   */
  public static String describe(Member member) {
    String bits =
        member.detail() instanceof MemberDetail.Bits width
            ? ":" + width.bits() + " from bit " + width.firstBit()
            : "";
    return Printable.of(
        "%s%s, %d %s at %d"
            .formatted(
                member.cType(),
                bits,
                member.size(),
                member.size() == 1 ? "byte" : "bytes",
                member.offset()));
  }

  private static void compareInside(
      String path, Member there, Member here, List<String> differences) {
    StructLayout struct = layout(there.detail());
    StructLayout other = layout(here.detail());
    if (struct != null && other != null) {
      compare(path, struct, other, differences);
    }
  }

  private static @Nullable StructLayout layout(MemberDetail detail) {
    if (detail instanceof Nested nested) {
      return nested.layout();
    }
    return detail instanceof Elements elements ? elements.layout() : null;
  }

  private static void compare(
      String path, StructLayout there, StructLayout here, List<String> differences) {
    Map<String, Member> left = new LinkedHashMap<>();
    here.members().forEach(member -> left.put(member.name(), member));
    for (Member member : there.members()) {
      String name = path + "." + member.name();
      Member own = left.remove(member.name());
      if (own == null) {
        differences.add(name + ": " + describe(member) + " there, missing here");
      } else if (isElsewhere(member, own)) {
        differences.add(name + ": " + describe(member) + " there, " + describe(own) + " here");
      } else {
        compareInside(name, member, own, differences);
      }
    }
    for (Member member : left.values()) {
      String name = path + "." + member.name();
      differences.add(name + ": missing there, " + describe(member) + " here");
    }
    if (there.size() != here.size()) {
      differences.add("%s: %d bytes there, %d here".formatted(path, there.size(), here.size()));
    }
  }

  private static boolean isElsewhere(Member one, Member other) {
    return one.offset() != other.offset()
        || one.size() != other.size()
        || !width(one.detail()).equals(width(other.detail()));
  }

  /** What of a member its size does not say. */
  private static List<Integer> width(MemberDetail detail) {
    if (detail instanceof MemberDetail.Bits bits) {
      return List.of(bits.firstBit(), bits.bits());
    }
    return detail instanceof Elements elements ? List.of(elements.size()) : List.of();
  }
}
