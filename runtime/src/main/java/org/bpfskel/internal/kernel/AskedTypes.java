package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** Those types of a kernel that have a name which an object asks for. */
final class AskedTypes {
  /** The tag by which newer kernels mark the functions that programs may call. */
  static final String KFUNC = "bpf_kfunc";

  private final Map<String, List<KernelType>> byName;

  private final Btf vmlinux;

  AskedTypes(Map<String, List<KernelType>> byName, Btf vmlinux) {
    this.byName = byName;
    this.vmlinux = vmlinux;
  }

  /** Whether it is not of a module. */
  boolean isOfVmlinux(KernelType type) {
    return type.btf() == vmlinux;
  }

  /** Of any kind and flavour. */
  List<KernelType> of(String name) {
    return byName.getOrDefault(name, List.of());
  }

  /** Of exactly that name. */
  List<KernelType> of(String name, BtfKind kind) throws BtfException {
    List<KernelType> found = new ArrayList<>();
    for (KernelType type : of(name)) {
      if (type.kind() == kind && type.btf().name(type.id()).equals(name)) {
        found.add(type);
      }
    }
    return found;
  }

  /** Whether the kernel marks what programs may call, and none of these. */
  boolean areNoKfuncs(List<KernelType> functions) throws BtfException {
    boolean marked = false;
    for (KernelType tag : of(KFUNC, BtfKind.DECL_TAG)) {
      int function = ((BtfType.DeclTag) tag.type()).type();
      marked = true;
      if (functions.contains(new KernelType(tag.btf(), function))) {
        return false;
      }
    }
    // A module's marks are with the module's types, or missing with them.
    return marked && functions.stream().allMatch(this::isMarking);
  }

  private boolean isMarking(KernelType function) {
    return of(KFUNC).stream().anyMatch(tag -> tag.btf() == function.btf());
  }
}
