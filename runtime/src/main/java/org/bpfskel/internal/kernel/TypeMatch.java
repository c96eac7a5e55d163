package org.bpfskel.internal.kernel;

import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/**
 * Whether an object may declare a function or variable of the kernel as it does: by libbpf's rules,
 * which compare kinds of types and numbers of arguments, and no names ({@code
 * bpf_core_types_are_compat}).
 */
final class TypeMatch {
  /** libbpf gives up there, with an error. */
  private static final int MAX_DEPTH = 32;

  private final Btf object;
  private final Btf kernel;

  TypeMatch(Btf object, Btf kernel) {
    this.object = object;
    this.kernel = kernel;
  }

  boolean areCompatible(int ofObject, int ofKernel) throws BtfException {
    return areCompatible(ofObject, ofKernel, 0);
  }

  private boolean areCompatible(int ofObject, int ofKernel, int depth) throws BtfException {
    BtfType one = object.type(object.resolve(ofObject));
    BtfType other = kernel.type(kernel.resolve(ofKernel));
    if (one instanceof BtfType.Enum && other instanceof BtfType.Enum) {
      return true;
    }
    if (depth > MAX_DEPTH || one.kind() != other.kind()) {
      return depth > MAX_DEPTH;
    }
    if (one instanceof BtfType.Int number && other instanceof BtfType.Int otherNumber) {
      return number.bitOffset() == 0 && otherNumber.bitOffset() == 0;
    }
    if (one instanceof BtfType.Ptr pointer && other instanceof BtfType.Ptr otherPointer) {
      return areCompatible(pointer.type(), otherPointer.type(), depth + 1);
    }
    if (one instanceof BtfType.Array array && other instanceof BtfType.Array otherArray) {
      return areCompatible(array.element(), otherArray.element(), depth + 1);
    }
    if (one instanceof BtfType.FuncProto prototype
        && other instanceof BtfType.FuncProto otherPrototype) {
      return areCompatible(prototype, otherPrototype, depth + 1);
    }
    return one.kind() != BtfKind.FLOAT && one.kind() != BtfKind.UNKNOWN;
  }

  private boolean areCompatible(BtfType.FuncProto one, BtfType.FuncProto other, int depth)
      throws BtfException {
    List<BtfType.Param> params = one.params();
    if (params.size() + varargs(one) != other.params().size() + varargs(other)) {
      return false;
    }
    for (int i = 0; i < Math.min(params.size(), other.params().size()); i++) {
      if (!areCompatible(params.get(i).type(), other.params().get(i).type(), depth)) {
        return false;
      }
    }
    return areCompatible(one.returnType(), other.returnType(), depth);
  }

  /** BTF writes {@code ...} as one more argument, of no type. */
  private static int varargs(BtfType.FuncProto prototype) {
    return prototype.varargs() ? 1 : 0;
  }
}
