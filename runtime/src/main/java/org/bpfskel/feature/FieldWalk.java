package org.bpfskel.feature;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.jspecify.annotations.Nullable;

/** The way along a path of members, to the place of the last. */
final class FieldWalk {
  /** Structs without names inside each other; more is damaged. */
  private static final int MAX_DEPTH = 32;

  private final TypesByName types;
  private final Btf btf;

  private FieldWalk(TypesByName types, Btf btf) {
    this.types = types;
    this.btf = btf;
  }

  /** A member, with its place from the beginning of the struct that was asked. */
  private record MemberStep(int type, long bitOffset, int bitfieldSize) {}

  static @Nullable FieldPlace find(TypesByName types, String struct, String path) {
    TypesByName.TypeFound found = types.behind(struct, BtfKind.STRUCT, BtfKind.UNION);
    return found == null
        ? null
        : new FieldWalk(types, found.btf()).along(found.id(), List.of(path.split("\\.", -1)));
  }

  private @Nullable FieldPlace along(int struct, List<String> names) {
    MemberStep step = new MemberStep(struct, 0, 0);
    for (int i = 0; i < names.size(); i++) {
      BtfType type = types.resolved(btf, step.type());
      if (type instanceof BtfType.Ptr) {
        throw new IllegalArgumentException(
            "%s is a pointer: ask for %s of the struct that it points to"
                .formatted(
                    String.join(".", names.subList(0, i)),
                    String.join(".", names.subList(i, names.size()))));
      }
      MemberStep next = member(type, names.get(i), step.bitOffset(), 0);
      if (next == null) {
        return null;
      }
      step = next;
    }
    long bits =
        step.bitfieldSize() > 0 ? step.bitfieldSize() : types.size(btf, step.type()) * Byte.SIZE;
    return new FieldPlace(step.bitOffset(), bits);
  }

  /** Also one of a struct or union without a name in it. */
  private @Nullable MemberStep member(BtfType type, String name, long begin, int depth) {
    if (depth == MAX_DEPTH || name.isEmpty() || !(type instanceof BtfType.Composite struct)) {
      return null;
    }
    for (BtfType.Member member : struct.members()) {
      long at = begin + member.bitOffset();
      if (member.name().equals(name)) {
        return new MemberStep(member.type(), at, member.bitfieldSize());
      }
      if (member.name().isEmpty()) {
        MemberStep inner = member(types.resolved(btf, member.type()), name, at, depth + 1);
        if (inner != null) {
          return inner;
        }
      }
    }
    return null;
  }
}
