package org.bpfskel.feature;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.handle.TypeReading;
import org.jspecify.annotations.Nullable;

/** Types of vmlinux and of modules, looked for by name. */
final class TypesByName {
  private static final String KFUNC_TAG = "bpf_kfunc";

  private final List<Btf> parts;

  /** vmlinux first. */
  TypesByName(List<Btf> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A type of one part. */
  record TypeFound(Btf btf, int id) {}

  boolean isVmlinux(Btf btf) {
    return btf == parts.get(0);
  }

  /** What is found first; null if no part has it. */
  @Nullable TypeFound first(String name, BtfKind... kinds) {
    return TypeReading.of(() -> search(name, List.of(kinds))).orElse(null);
  }

  private Optional<TypeFound> search(String name, List<BtfKind> kinds) throws BtfException {
    for (Btf part : parts) {
      for (int id : part.named(List.of(name)).getOrDefault(name, List.of())) {
        if (kinds.contains(part.kind(id))) {
          return Optional.of(new TypeFound(part, id));
        }
      }
    }
    return Optional.empty();
  }

  /** What has that name, or the typedef of that name is of; null if there is none. */
  @Nullable TypeFound behind(String name, BtfKind... kinds) {
    TypeFound found = first(name, kinds);
    if (found != null) {
      return found;
    }
    TypeFound typedef = first(name, BtfKind.TYPEDEF);
    if (typedef == null) {
      return null;
    }
    int id = TypeReading.of(() -> typedef.btf().resolve(typedef.id()));
    boolean isAsked = TypeReading.of(() -> List.of(kinds).contains(typedef.btf().kind(id)));
    return isAsked ? new TypeFound(typedef.btf(), id) : null;
  }

  /** The type itself, behind typedefs and their like. */
  BtfType resolved(Btf btf, int id) {
    return TypeReading.of(() -> btf.type(btf.resolve(id)));
  }

  long size(Btf btf, int id) {
    return TypeReading.of(() -> btf.sizeOf(id));
  }

  /** All kinds that have a property. */
  static BtfKind[] kinds(Predicate<BtfKind> property) {
    return Arrays.stream(BtfKind.values()).filter(property).toArray(BtfKind[]::new);
  }

  List<BtfType.Value> valuesOf(String enumName) {
    TypeFound found = behind(enumName, kinds(BtfKind::isEnumeration));
    return found != null && resolved(found.btf(), found.id()) instanceof BtfType.Enum values
        ? values.values()
        : List.of();
  }

  OptionalLong enumValue(String name) {
    return TypeReading.of(
        () -> {
          int first = 1;
          for (Btf part : parts) {
            for (int id = first; id < part.typeCount(); id++) {
              if (part.kind(id).isEnumeration() && part.type(id) instanceof BtfType.Enum values) {
                for (BtfType.Value value : values.values()) {
                  if (value.name().equals(name)) {
                    return OptionalLong.of(value.value());
                  }
                }
              }
            }
            first = parts.get(0).typeCount();
          }
          return OptionalLong.empty();
        });
  }

  /** A function that has the tag, or is in a part without any. */
  @Nullable TypeFound kfunc(String name) {
    TypeFound found = first(name, BtfKind.FUNC);
    return found != null && TypeReading.of(() -> isTagged(found)) ? found : null;
  }

  private boolean isTagged(TypeFound function) throws BtfException {
    Btf btf = function.btf();
    boolean hasTags = false;
    for (int id = 1; id < btf.typeCount(); id++) {
      if (btf.kind(id) == BtfKind.DECL_TAG
          && btf.name(id).equals(KFUNC_TAG)
          && btf.type(id) instanceof BtfType.DeclTag tag) {
        hasTags = true;
        if (tag.type() == function.id()) {
          return true;
        }
      }
    }
    return !hasTags;
  }

  List<BtfType.Member> members(int idInVmlinux) {
    return resolved(parts.get(0), idInVmlinux) instanceof BtfType.Composite struct
        ? struct.members()
        : List.of();
  }

  /** Whether a member of a struct of vmlinux is a pointer to a function. */
  boolean isCallback(BtfType.Member member) {
    return resolved(parts.get(0), member.type()) instanceof BtfType.Ptr pointer
        && resolved(parts.get(0), pointer.type()) instanceof BtfType.FuncProto;
  }
}
