package org.bpfskel.internal.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.MemberDetail;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Kind;
import org.bpfskel.btf.StructLayout.Member;

/**
 * Finds the members of a class's layout in another build of the object, by name. The result has the
 * members in the class's order at the offsets of the object, and behind them those that the class
 * does not have. One that the object lacks lies beyond the end of its image, where all is zero and
 * nothing can be written.
 */
public final class LayoutMatch {
  private final int absentFrom;
  private final List<String> problems = new ArrayList<>();

  /** {@code absentFrom} is the size of the object's image in bytes. */
  public LayoutMatch(int absentFrom) {
    this.absentFrom = absentFrom;
  }

  /** Members that cannot be the same, each with what the class and what the object has. */
  public List<String> problems() {
    return problems;
  }

  /** The variables of a section, or the members of a map's key or value. */
  public StructLayout members(String path, StructLayout ofClass, StructLayout ofObject) {
    return match(path, ofClass, ofObject);
  }

  /** One value, which is a member of that kind in both. */
  public Member member(String path, Member ofClass, Member ofObject) {
    return match(path, ofClass, ofObject);
  }

  /** A struct_ops variable of that name. */
  public StructLayout variable(String name, StructLayout ofClass, StructLayout ofObject) {
    if (!ofClass.name().equals(ofObject.name())) {
      problems.add(
          "%s: struct %s in the class, struct %s in the object"
              .formatted(name, ofClass.name(), ofObject.name()));
    }
    return match(name, ofClass, ofObject);
  }

  private StructLayout match(String path, StructLayout ofClass, StructLayout ofObject) {
    Map<String, Member> byName = new HashMap<>();
    ofObject.members().forEach(member -> byName.put(member.name(), member));
    List<Member> members = new ArrayList<>();
    for (Member wanted : ofClass.members()) {
      Member found = byName.get(wanted.name());
      members.add(
          found == null ? absent(wanted) : match(path + "." + wanted.name(), wanted, found));
      byName.remove(wanted.name());
    }
    for (Member more : ofObject.members()) {
      if (byName.containsKey(more.name())) {
        members.add(more);
      }
    }
    return new StructLayout(ofObject.naming(), ofObject.name(), ofObject.size(), members);
  }

  private Member absent(Member wanted) {
    return new Member(
        wanted.name(),
        wanted.cType(),
        // One of no size must lie behind the end too.
        absentFrom + wanted.offset() + (wanted.size() == 0 ? 1 : 0),
        wanted.size(),
        wanted.kind(),
        wanted.detail());
  }

  private Member match(String path, Member wanted, Member found) {
    if (wanted.equals(found)) {
      return found;
    }
    if (wanted.detail() instanceof Nested nested
        && found.detail() instanceof Nested other
        && wanted.kind() == found.kind()) {
      return with(found, new Nested(match(path, nested.layout(), other.layout())));
    }
    if (wanted.kind() == Kind.OPAQUE && wanted.size() == 0 && found.size() == 0) {
      return wanted; // no field asks for it
    }
    if (wanted.detail() instanceof Elements elements
        && found.detail() instanceof Elements other
        && elements.lengths().equals(other.lengths())) {
      StructLayout layout = elements.layout();
      StructLayout otherLayout = other.layout();
      if (layout != null && otherLayout != null) {
        return with(found, other.of(match(path + "[]", layout, otherLayout)));
      }
    }
    if (isTextAsBytes(wanted, found)) {
      return new Member(
          found.name(),
          found.cType(),
          found.offset(),
          found.size(),
          wanted.kind(),
          wanted.detail());
    }
    if (!isSameValue(wanted, found)) {
      problems.add(
          "%s: %s in the class, %s in the object".formatted(path, text(wanted), text(found)));
    }
    return found;
  }

  /** Whether the same Java field can hold both, wherever they lie. */
  private static boolean isSameValue(Member wanted, Member found) {
    if (wanted.kind() != found.kind() || wanted.size() != found.size()) {
      return false;
    }
    if (wanted.detail() instanceof MemberDetail.Bits bits
        && found.detail() instanceof MemberDetail.Bits other) {
      return bits.kind() == other.kind() && bits.bits() == other.bits();
    }
    return wanted.detail().equals(found.detail());
  }

  /** Whether the class has as bytes, for its annotation says so, what is a text in C. */
  private static boolean isTextAsBytes(Member wanted, Member found) {
    if (!(wanted.detail() instanceof Elements bytes) || bytes.kind() != Kind.INT8) {
      return false;
    }
    List<Integer> lengths = new ArrayList<>();
    int size = found.kind() == Kind.TEXT ? found.size() : 0;
    if (found.detail() instanceof Elements texts && texts.kind() == Kind.TEXT) {
      lengths.addAll(texts.lengths());
      size = texts.size();
    }
    lengths.add(size);
    return size > 0 && bytes.lengths().equals(lengths);
  }

  private static Member with(Member member, MemberDetail detail) {
    return new Member(
        member.name(), member.cType(), member.offset(), member.size(), member.kind(), detail);
  }

  /** What a member is, for messages. */
  public static String text(Member member) {
    if (member.detail() instanceof MemberDetail.Bits bits) {
      return member.cType() + " of " + bits.bits() + " bits";
    }
    String what = member.kind() == Kind.PROGRAM ? "callback " : "";
    return what + member.cType() + " of " + member.size() + " bytes";
  }
}
