package org.bpfskel.data;

import java.util.List;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.bpfskel.internal.value.LayoutMatch;

/** Finds what a class's codec reads and writes in another build of the object. */
final class CodecMatch {
  private CodecMatch() {}

  /**
   * The values of a codec as the object has them; those of no struct have nothing to find.
   *
   * @param problems takes what cannot be the same
   */
  static <T> Codec<T> codec(
      String path, Codec<T> ofClass, StructLayout ofObject, List<String> problems) {
    if (!(ofClass instanceof StructCodec<?>)) {
      return ofClass;
    }
    LayoutMatch match = new LayoutMatch(ofObject.size());
    @SuppressWarnings("unchecked") // the codec of other values of the same class
    Codec<T> found =
        (Codec<T>)
            ((StructCodec<?>) ofClass)
                .in(match.members(path, ((StructCodec<?>) ofClass).layout(), ofObject));
    problems.addAll(match.problems());
    return found;
  }

  /** As the other, for what is a member of that kind in the object. */
  static <T> Codec<T> codec(String path, Codec<T> ofClass, Member ofObject, List<String> problems) {
    if (ofClass instanceof StructCodec<?> && ofObject.detail() instanceof Nested nested) {
      return codec(path, ofClass, nested.layout(), problems);
    }
    if (ofClass instanceof ArrayCodec<T> array) {
      LayoutMatch match = new LayoutMatch(ofObject.size());
      Member found = match.member(path, array.member(), ofObject);
      problems.addAll(match.problems());
      return found.detail() instanceof Elements elements ? array.in(elements) : ofClass;
    }
    if (ofClass instanceof TextArrayCodec<T> array) {
      LayoutMatch match = new LayoutMatch(ofObject.size());
      match.member(path, array.member(), ofObject);
      problems.addAll(match.problems());
      return ofClass;
    }
    if (ofClass instanceof StructCodec<?> struct) {
      problems.add(misfit(path, struct.layout().cType(), struct.size(), ofObject));
    }
    // Of another size the map says so, whatever its codec.
    if (ofClass instanceof KindCodec<?> one
        && one.size() == ofObject.size()
        && !one.reads(ofObject.kind())) {
      problems.add(misfit(path, one.cType(), one.size(), ofObject));
    }
    return ofClass;
  }

  /** Notes each member of a codec's class that the layout lacks in which it was found. */
  static void lacks(String path, Codec<?> found, List<String> problems) {
    if (found instanceof StructCodec<?> struct) {
      lacks(path, struct.layout(), problems);
    } else if (found instanceof ArrayCodec<?> array && array.elements().layout() != null) {
      lacks(path + "[]", array.elements().layout(), problems);
    }
  }

  private static void lacks(String path, StructLayout layout, List<String> problems) {
    for (Member member : layout.members()) {
      String name = path + "." + member.name();
      // What has no size may lie at the very end.
      if (member.offset() >= layout.size() + (member.size() == 0 ? 1 : 0)) {
        problems.add("%s: %s in the class, none there".formatted(name, LayoutMatch.text(member)));
      } else if (member.detail() instanceof Nested nested) {
        lacks(name, nested.layout(), problems);
      } else if (member.detail() instanceof Elements elements && elements.layout() != null) {
        lacks(name + "[]", elements.layout(), problems);
      }
    }
  }

  private static String misfit(String path, String cType, int size, Member ofObject) {
    return "%s: %s of %d bytes in the class, %s in the object"
        .formatted(path, cType, size, LayoutMatch.text(ofObject));
  }
}
