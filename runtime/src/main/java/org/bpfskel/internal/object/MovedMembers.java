package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bpfskel.btf.MemberDetail.Elements;
import org.bpfskel.btf.MemberDetail.Nested;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/**
 * Members of structs inside a struct_ops type that the kernel has at another place. libbpf copies
 * such a struct as a whole if it has as many bytes in the kernel, and looks at none of its members.
 */
public final class MovedMembers {
  private final List<String> moved = new ArrayList<>();

  private MovedMembers() {}

  /** Whether a type has structs inside, so that the kernel's has to be asked for. */
  public static boolean arePossible(StructLayout struct) {
    for (Member member : struct.members()) { // at each load: a stream is linked at the first
      if (inner(member) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Those of the members that have a value.
   *
   * @param variable what the object calls it
   * @param isSet whether a member of the variable itself has one
   * @return a sentence for each
   */
  public static List<String> of(
      String variable, StructLayout ofObject, StructLayout ofKernel, Predicate<Member> isSet) {
    MovedMembers found = new MovedMembers();
    Map<String, Member> inKernel = byName(ofKernel);
    for (Member member : ofObject.members()) {
      Member same = inKernel.get(member.name());
      if (same != null && same.size() == member.size() && isSet.test(member)) {
        found.compare(variable + "." + member.name(), inner(member), inner(same));
      }
    }
    return found.moved;
  }

  private void compare(
      String path, @Nullable StructLayout ofObject, @Nullable StructLayout ofKernel) {
    if (ofObject == null || ofKernel == null) {
      return;
    }
    Map<String, Member> inKernel = byName(ofKernel);
    for (Member member : ofObject.members()) {
      Member same = inKernel.get(member.name());
      String inner = path + "." + member.name();
      if (same == null || member.name().isEmpty()) {
        continue;
      }
      if (same.firstBit() != member.firstBit()) {
        moved.add(
            "%s lies at byte %d of %s, and in the kernel at byte %d: libbpf would copy it to the wrong place; declare the struct as the kernel does"
                .formatted(inner, member.offset(), path, same.offset()));
      } else {
        compare(inner, inner(member), inner(same));
      }
    }
  }

  private static Map<String, Member> byName(StructLayout struct) {
    Map<String, Member> members = new HashMap<>();
    struct.members().forEach(member -> members.putIfAbsent(member.name(), member));
    return members;
  }

  /** The struct that a member is, or an array of which it is; null if it is neither. */
  private static @Nullable StructLayout inner(Member member) {
    if (member.detail() instanceof Nested nested) {
      return nested.layout();
    }
    return member.detail() instanceof Elements elements ? elements.layout() : null;
  }
}
