package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;

/** What a kernel's BTF says: that of vmlinux, and of modules. Immutable. */
public final class Kernel {
  private final String name;
  private final List<Btf> parts;

  /**
   * A kernel.
   *
   * @param name what messages call it
   * @param parts the BTF of vmlinux first, then those of modules, which are split BTF on top of it
   */
  public Kernel(String name, List<Btf> parts) {
    this.name = name;
    this.parts = List.copyOf(parts);
  }

  /** What messages call it. */
  public String name() {
    return name;
  }

  /** The types of vmlinux first, then those of modules, on top of it. */
  List<Btf> parts() {
    return parts;
  }

  /**
   * The types that have one of these names, of any kind, with or without a flavour, in one walk.
   */
  AskedTypes named(Collection<String> names) throws BtfException {
    Map<String, List<KernelType>> found = new HashMap<>();
    for (Btf part : parts) {
      part.flavoursOf(names)
          .forEach(
              (each, ids) -> {
                List<KernelType> types = found.computeIfAbsent(each, key -> new ArrayList<>());
                ids.forEach(id -> types.add(new KernelType(part, id)));
              });
    }
    return new AskedTypes(found, parts.get(0));
  }
}
