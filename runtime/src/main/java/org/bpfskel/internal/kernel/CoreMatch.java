package org.bpfskel.internal.kernel;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.Flavour;
import org.bpfskel.internal.kernel.CoreAccess.Step;
import org.jspecify.annotations.Nullable;

/** Finds in a type of the kernel's what a relocation asks for, by libbpf's rules. */
final class CoreMatch {
  /** Arrays of arrays; more is damaged. */
  private static final int MAX_DEPTH = 32;

  private final CoreAccess access;
  private final DecodedTypes types;

  CoreMatch(CoreAccess access, DecodedTypes types) {
    this.access = access;
    this.types = types;
  }

  /** Whether it is of the same kind as the object's type. */
  boolean isCandidate(KernelType candidate) throws BtfException {
    return access.btf().kind(access.rootId()) == candidate.kind()
        || (access.btf().type(access.rootId()) instanceof BtfType.Enum
            && candidate.btf().type(candidate.id()) instanceof BtfType.Enum);
  }

  /** All of it, in a type of that name; null if that has not all ({@code bpf_core_spec_match}). */
  @Nullable CoreTarget in(KernelType candidate) throws BtfException {
    if (CoreAccess.isOfField(access.kind())) {
      return field(candidate);
    }
    if (CoreAccess.isOfEnum(access.kind())) {
      return value(candidate);
    }
    return new TypeMatch(access.btf(), candidate.btf())
            .areCompatible(access.rootId(), candidate.id())
        ? CoreTarget.ofType(candidate)
        : null;
  }

  private @Nullable CoreTarget field(KernelType candidate) throws BtfException {
    Btf btf = candidate.btf();
    int id = candidate.id();
    long bits = access.element() == 0 ? 0 : bits(btf, id, access.element());
    int bitfieldSize = 0;
    boolean isLast = false;
    boolean isElement = true;
    for (Step step : access.steps()) {
      BtfType type = types.resolved(btf, id);
      isElement = step.name().isEmpty();
      if (isElement) {
        if (!(type instanceof BtfType.Array array) || !has(array, step.index(), isLast)) {
          return null;
        }
        id = array.element();
        bits += step.index() == 0 ? 0 : bits(btf, id, step.index());
        bitfieldSize = 0;
        isLast = false;
      } else {
        CoreMember found = CoreMember.find(types, btf, type, step.name());
        if (found == null || !areCompatible(step.typeId(), btf, found.type(), 0)) {
          return null;
        }
        id = found.type();
        bits += found.bitOffset();
        bitfieldSize = found.bitfieldSize();
        isLast = found.isLast();
      }
    }
    return new CoreTarget(candidate, bits, id, bitfieldSize, isElement, 0);
  }

  private static long bits(Btf btf, int type, int count) throws BtfException {
    return Byte.SIZE * btf.sizeOf(type) * count;
  }

  /** An array of no length at the end of a struct goes on behind it. */
  private static boolean has(BtfType.Array array, int index, boolean isLast) {
    return index < array.length() || (array.length() == 0 && isLast);
  }

  private @Nullable CoreTarget value(KernelType candidate) throws BtfException {
    if (types.resolved(candidate.btf(), candidate.id()) instanceof BtfType.Enum type) {
      String name = access.steps().get(0).name();
      for (BtfType.Value each : type.values()) { // a stream is linked at the first
        if (Flavour.without(each.name()).equals(name)) {
          return CoreTarget.ofValue(candidate, each.value());
        }
      }
    }
    return null;
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
    if (one instanceof BtfType.Int number && other instanceof BtfType.Int otherNumber) {
      return number.bitOffset() == 0 && otherNumber.bitOffset() == 0;
    }
    return switch (one.kind()) {
      case PTR, FLOAT -> true;
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
