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
import org.bpfskel.btf.BtfBuilder;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/**
 * Cuts a kernel's types to what objects ask for, so that {@link KernelCheck} says of the rest what
 * it says of all. Types that have a name which an object asks for stay, with what is inside them,
 * and prototypes behind pointers. Of a struct, union or enum behind a pointer kind and name stay:
 * libbpf compares kinds in prototypes. Tags stay that mark functions which programs may call.
 */
public final class KernelCut {
  private final Btf btf;
  private final Set<Integer> kept = new TreeSet<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private final Set<Integer> tags = new TreeSet<>();

  /** What is behind pointers: stays without members, unless something else keeps all of it. */
  private final Set<Integer> shells = new TreeSet<>();

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
    for (List<Integer> ids : kernel.flavoursOf(names).values()) {
      for (int id : ids) {
        if (isAskedFor(kernel.kind(id))) {
          cut.keep(id);
        }
      }
    }
    cut.close();
    cut.keepTags();
    return cut.bytes();
  }

  /** Those of functions that stay; the first in any case, for it says that there are tags. */
  private void keepTags() throws BtfException {
    for (int id : btf.named(Set.of(AskedTypes.KFUNC)).getOrDefault(AskedTypes.KFUNC, List.of())) {
      if (btf.type(id) instanceof BtfType.DeclTag tag
          && (tags.isEmpty() || kept.contains(tag.type()))) {
        tags.add(id);
        keep(tag.type());
      }
    }
    close();
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
        keepShell(pointer.type());
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

  private void keepShell(int pointee) throws BtfException {
    BtfType type = btf.type(btf.resolve(pointee));
    if (!(type instanceof BtfType.Composite) && !(type instanceof BtfType.Enum)) {
      keep(pointee);
      return;
    }
    int id = pointee;
    while (shells.add(id) && btf.type(id) instanceof BtfType.Modifier modifier) {
      id = modifier.type();
    }
  }

  private byte[] bytes() throws BtfException {
    Set<Integer> all = new TreeSet<>(kept);
    all.addAll(shells);
    all.addAll(tags);
    Map<Integer, Integer> ids = new TreeMap<>();
    all.forEach(id -> ids.put(id, ids.size() + 1));
    BtfBuilder cut = new BtfBuilder(btf.byteOrder());
    for (int id : all) {
      BtfType type = btf.type(id);
      // What did not stay, such as the index of an array behind a pointer, becomes void.
      cut.add(kept.contains(id) ? type : empty(type), named -> ids.getOrDefault(named, 0));
    }
    return cut.toBytes();
  }

  private static BtfType empty(BtfType type) {
    if (type instanceof BtfType.Composite struct) {
      return new BtfType.Composite(struct.kind(), struct.name(), struct.size(), List.of());
    }
    return type instanceof BtfType.Enum values
        ? new BtfType.Enum(values.kind(), values.name(), values.size(), values.signed(), List.of())
        : type;
  }
}
