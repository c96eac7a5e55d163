package org.bpfskel.internal.kernel;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/**
 * Cuts a kernel's types to what objects ask for, so that {@link KernelCheck} says of the rest what
 * it says of all. Types that have a name which an object asks for stay, with what is inside them,
 * and prototypes behind pointers; a pointer to a type that does not stay is one to void.
 */
public final class KernelCut {
  private final Btf btf;
  private final Set<Integer> kept = new TreeSet<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private KernelCut(Btf btf) {
    this.btf = btf;
  }

  /**
   * The types that stay, as raw BTF of the same byte order.
   *
   * @param kernel of vmlinux; not split BTF
   * @throws BtfException if types are damaged
   */
  public static byte[] of(Btf kernel, Collection<ObjectNeeds> objects) throws BtfException {
    Set<String> names = new LinkedHashSet<>();
    for (ObjectNeeds needs : objects) {
      names.addAll(needs.names());
    }
    KernelCut cut = new KernelCut(kernel);
    for (List<Integer> ids : kernel.named(names).values()) {
      for (int id : ids) {
        if (isAskedFor(kernel.kind(id))) {
          cut.keep(id);
        }
      }
    }
    cut.close();
    return cut.bytes();
  }

  /** Tags and sections of data have names, too, which nobody asks for. */
  private static boolean isAskedFor(BtfKind kind) {
    return kind != BtfKind.DECL_TAG
        && kind != BtfKind.TYPE_TAG
        && kind != BtfKind.DATASEC
        && kind != BtfKind.UNKNOWN;
  }

  private void keep(int id) {
    if (id != 0 && kept.add(id)) {
      open.add(id);
    }
  }

  private void close() throws BtfException {
    for (Integer id = open.poll(); id != null; id = open.poll()) {
      BtfType type = btf.type(id);
      if (type instanceof BtfType.Ptr pointer) {
        if (btf.kind(btf.resolve(pointer.type())) == BtfKind.FUNC_PROTO) {
          keep(pointer.type());
        }
      } else if (type instanceof BtfType.Modifier modifier) {
        keep(modifier.type());
      } else if (type instanceof BtfType.Array array) {
        keep(array.element());
        keep(array.index());
      } else if (type instanceof BtfType.Composite struct) {
        struct.members().forEach(member -> keep(member.type()));
      } else if (type instanceof BtfType.Func function) {
        keep(function.proto());
      } else if (type instanceof BtfType.FuncProto prototype) {
        keep(prototype.returnType());
        prototype.params().forEach(param -> keep(param.type()));
      } else if (type instanceof BtfType.Var variable) {
        keep(variable.type());
      }
    }
  }

  private byte[] bytes() throws BtfException {
    Map<Integer, Integer> ids = new TreeMap<>();
    kept.forEach(id -> ids.put(id, ids.size() + 1));
    BtfRecords records = new BtfRecords(btf.byteOrder(), ids);
    for (int id : kept) {
      records.add(btf.type(id));
    }
    return records.bytes();
  }
}
