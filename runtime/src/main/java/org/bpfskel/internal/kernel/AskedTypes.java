package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** Those types of a kernel that have a name which an object asks for. */
final class AskedTypes {
  /** The tag by which newer kernels mark the functions that programs may call. */
  static final String KFUNC = "bpf_kfunc";

  private final Map<String, List<KernelType>> byName;

  AskedTypes(Map<String, List<KernelType>> byName) {
    this.byName = byName;
  }

  /** Of any kind. */
  List<KernelType> of(String name) {
    return byName.getOrDefault(name, List.of());
  }

  List<KernelType> of(String name, BtfKind kind) throws BtfException {
    List<KernelType> found = new ArrayList<>();
    for (KernelType type : of(name)) {
      if (type.kind() == kind) {
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
