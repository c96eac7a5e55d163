package org.bpfskel.internal.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/**
 * Cuts a kernel's types to what objects ask for, so that {@link KernelCheck} says of the rest what
 * it says of all. Types that have a name which an object asks for stay, with what is inside them,
 * and prototypes behind pointers. Of a struct, union or enum behind a pointer kind and name stay:
 * libbpf compares kinds in prototypes. Tags stay that mark functions which programs may call.
 */
public final class KernelCut {
  private final Btf btf;

  /** That of vmlinux, of whose types those of a module may be made; null of vmlinux itself. */
  private final @Nullable KernelCut base;

  /** The ids that types get here. */
  private final Map<Integer, Integer> ids = new TreeMap<>();

  private final Set<Integer> kept = new TreeSet<>();
  private final Deque<Integer> open = new ArrayDeque<>();

  private final Set<Integer> tags = new TreeSet<>();

  /** What is behind pointers: stays without members, unless something else keeps all of it. */
  private final Set<Integer> shells = new TreeSet<>();

  private KernelCut(Btf btf, @Nullable KernelCut base) {
    this.btf = btf;
    this.base = base;
  }

  /**
   * The types that stay, as raw BTF of the same byte order: of vmlinux, then of each module on top
   * of that; no bytes of a module that nothing stays of.
   *
   * @throws BtfException if types are damaged
   */
  public static List<byte[]> of(Kernel kernel, Collection<ObjectNeeds> objects)
      throws BtfException {
    Set<String> names = new LinkedHashSet<>();
    for (ObjectNeeds needs : objects) {
      names.addAll(needs.names());
    }
    List<KernelCut> cuts = new ArrayList<>();
    for (Btf part : kernel.parts()) {
      KernelCut cut = new KernelCut(part, cuts.isEmpty() ? null : cuts.get(0));
      cut.keepNamed(names);
      cuts.add(cut);
    }
    KernelCut vmlinux = cuts.get(0);
    vmlinux.close(); // once more, for what modules have asked of it
    byte[] bytes = vmlinux.bytes(new BtfBuilder(vmlinux.btf.byteOrder()));
    List<byte[]> all = new ArrayList<>(List.of(bytes));
    Btf on = Btf.parse(bytes);
    for (KernelCut module : cuts.subList(1, cuts.size())) {
      all.add(module.kept.isEmpty() ? new byte[0] : module.bytes(new BtfBuilder(on)));
    }
    return all;
  }

  private void keepNamed(Set<String> names) throws BtfException {
    for (List<Integer> sameName : btf.flavoursOf(names).values()) {
      for (int id : sameName) {
        if (isAskedFor(btf.kind(id))) {
          keep(id);
        }
      }
    }
    close();
    if (base == null || !kept.isEmpty()) {
      keepTags();
    }
  }

  private boolean isOfBase(int id) {
    return base != null && id < base.btf.typeCount();
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
    if (base != null && isOfBase(id)) {
      base.keep(id);
    } else if (id != 0 && kept.add(id)) {
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
    if (base != null && isOfBase(pointee)) {
      base.keepShell(pointee);
      return;
    }
    BtfType type = btf.type(btf.resolve(pointee));
    if (!(type instanceof BtfType.Composite) && !(type instanceof BtfType.Enum)) {
      keep(pointee);
      return;
    }
    if (shells.add(pointee) && btf.type(pointee) instanceof BtfType.Modifier modifier) {
      keepShell(modifier.type());
    }
  }

  private byte[] bytes(BtfBuilder cut) throws BtfException {
    Set<Integer> all = new TreeSet<>(kept);
    all.addAll(shells);
    all.addAll(tags);
    int first = cut.nextId();
    all.forEach(id -> ids.put(id, first + ids.size()));
    for (int id : all) {
      BtfType type = btf.type(id);
      // What did not stay, such as the index of an array behind a pointer, becomes void.
      cut.add(kept.contains(id) ? type : empty(type), this::idHere);
    }
    return cut.toBytes();
  }

  private int idHere(int id) {
    return base != null && isOfBase(id) ? base.idHere(id) : ids.getOrDefault(id, 0);
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
