package org.bpfskel.internal.kernel;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.Flavour;
import org.bpfskel.internal.kernel.CoreAccess.Step;
import org.jspecify.annotations.Nullable;

/** Finds in a kernel what a relocation asks for, by libbpf's rules. */
final class CoreMatch {
  private static final int NONE = -1;

  /** Structs without names inside each other; more is damaged. */
  private static final int MAX_DEPTH = 32;

  private final CoreAccess access;
  private final DecodedTypes types;

  CoreMatch(CoreAccess access, DecodedTypes types) {
    this.access = access;
    this.types = types;
  }

  /** The first of the types that has all of it; null if none has. */
  @Nullable KernelType in(List<KernelType> sameName) throws BtfException {
    for (KernelType candidate : sameName) {
      if (isCandidate(candidate) && isIn(candidate)) {
        return candidate;
      }
    }
    return null;
  }

  /** Whether it is of the same kind as the object's type. */
  boolean isCandidate(KernelType candidate) throws BtfException {
    return access.btf().kind(access.rootId()) == candidate.kind()
        || (access.btf().type(access.rootId()) instanceof BtfType.Enum
            && candidate.btf().type(candidate.id()) instanceof BtfType.Enum);
  }

  private boolean isIn(KernelType candidate) throws BtfException {
    Btf btf = candidate.btf();
    int id = candidate.id();
    for (int i = 0; i < access.steps().size(); i++) {
      Step step = access.steps().get(i);
      BtfType type = types.resolved(btf, id);
      if (type instanceof BtfType.Enum values) {
        return has(values, step.name());
      }
      id = step.name().isEmpty() ? element(type, step) : member(types, btf, type, step.name(), 0);
      if (id == NONE || !areCompatible(step.typeId(), btf, id, 0)) {
        return false;
      }
    }
    return true;
  }

  private static boolean has(BtfType.Enum type, String value) {
    for (BtfType.Value each : type.values()) { // a stream is linked at the first
      if (Flavour.without(each.name()).equals(value)) {
        return true;
      }
    }
    return false;
  }

  private static int element(BtfType type, Step step) {
    // An array of no length is one that goes on behind its struct.
    return type instanceof BtfType.Array array
            && (step.index() < array.length() || array.length() == 0)
        ? array.element()
        : NONE;
  }

  /** The type of a member, also of one in structs and unions without a name. */
  static int member(DecodedTypes types, Btf btf, BtfType type, String name, int depth)
      throws BtfException {
    if (depth < MAX_DEPTH && type instanceof BtfType.Composite struct) {
      for (BtfType.Member member : struct.members()) {
        if (member.name().equals(name)) {
          return member.type();
        }
        if (member.name().isEmpty()) {
          int inner = member(types, btf, types.resolved(btf, member.type()), name, depth + 1);
          if (inner != NONE) {
            return inner;
          }
        }
      }
    }
    return NONE;
  }

  /** Whether the object's type of a member may stand for the kernel's. */
  private boolean areCompatible(int ofObject, Btf btf, int ofKernel, int depth)
      throws BtfException {
    BtfType one = types.resolved(access.btf(), ofObject);
    BtfType other = types.resolved(btf, ofKernel);
    if (one instanceof BtfType.Composite && other instanceof BtfType.Composite) {
      return true;
    }
    if (one instanceof BtfType.Enum && other instanceof BtfType.Enum) {
      return haveOneName(one, other);
    }
    if (one.kind() != other.kind()) {
      return false;
    }
    if (one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray) {
      return depth < MAX_DEPTH
          && areCompatible(array.element(), btf, otherArray.element(), depth + 1);
    }
    return switch (one.kind()) {
      case PTR, FLOAT, INT -> true;
      case FWD -> haveOneName(one, other);
      default -> false;
    };
  }

  private static boolean haveOneName(BtfType one, BtfType other) {
    return one.name().isEmpty()
        || other.name().isEmpty()
        || Flavour.without(one.name()).equals(Flavour.without(other.name()));
  }
}
