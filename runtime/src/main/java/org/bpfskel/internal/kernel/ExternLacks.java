package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.ElfException;

/**
 * Functions and variables of the kernel that an object names and the kernel does not have, or has
 * otherwise. libbpf looks for all of them, whether a program that load takes uses them or not.
 */
final class ExternLacks {
  private final ObjectNeeds needs;
  private final AskedTypes types;
  private final List<Lack> lacks = new ArrayList<>();

  /** The weak ones that the object finds to be NULL. */
  private final Set<String> missing = new HashSet<>();

  ExternLacks(ObjectNeeds needs, AskedTypes types) throws BtfException, ElfException {
    this.needs = needs;
    this.types = types;
    for (KernelExtern extern : needs.externs()) {
      compare(extern);
    }
  }

  private void compare(KernelExtern extern) throws BtfException, ElfException {
    List<KernelType> found = types.of(extern.name(), extern.kind());
    String what = extern.isFunction() ? "function" : "variable";
    if (found.isEmpty()) {
      missing.add(extern.name());
      if (!extern.isWeak()) {
        add(
            extern,
            "it needs the kernel's %s '%s' (__ksym): declare it __weak and ask %s"
                .formatted(
                    what,
                    extern.name(),
                    extern.isFunction() ? "bpf_ksym_exists" : "whether it is NULL"));
      }
      return;
    }
    KernelType first = found.get(0); // libbpf takes no other
    int type = typeOf(first);
    if (new TypeMatch(needs.btf(), first.btf()).areCompatible(extern.type(), type)) {
      return;
    }
    if (extern.isWeak() && extern.isFunction()) {
      missing.add(extern.name());
    } else {
      add(
          extern,
          "it declares the kernel's %s '%s' as %s, and the kernel has %s: declare it so, and define the structs that it names"
              .formatted(
                  what,
                  extern.name(),
                  CDeclaration.of(needs.btf(), extern.type(), extern.name()),
                  CDeclaration.of(first.btf(), type, extern.name())));
    }
  }

  private static int typeOf(KernelType found) throws BtfException {
    BtfType type = found.type();
    return type instanceof BtfType.Func function ? function.proto() : ((BtfType.Var) type).type();
  }

  private void add(KernelExtern extern, String text) throws ElfException {
    lacks.add(Lack.ofObject(text, needs.place(extern)));
  }

  List<Lack> lacks() {
    return lacks;
  }

  /** Whether an extern of that name is NULL for the programs. */
  boolean isMissing(String name) {
    return missing.contains(name);
  }
}
