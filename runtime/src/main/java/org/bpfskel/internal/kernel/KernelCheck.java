package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.CoreRelocation.Kind;
import org.bpfskel.btf.Flavour;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CertainCode;
import org.bpfskel.internal.program.CodeReference;
import org.jspecify.annotations.Nullable;

/** Holds what an object needs against one kernel. */
public final class KernelCheck implements CertainCode.Loading {
  private final ObjectNeeds needs;
  private final Map<String, List<KernelType>> types;
  private final Set<Lack> lacks = new LinkedHashSet<>();
  private final Map<CoreAccess, Boolean> found = new HashMap<>();

  private KernelCheck(ObjectNeeds needs, Kernel kernel) throws BtfException {
    this.needs = needs;
    this.types = kernel.named(needs.names());
  }

  /**
   * What the kernel lacks: for all of the object, then for its struct_ops variables and programs.
   * What is here is certainly refused at load; something else may be refused too.
   *
   * @throws BtfException if types are damaged
   * @throws ElfException if relocations are
   */
  public static List<Lack> of(ObjectNeeds needs, Kernel kernel) throws BtfException, ElfException {
    KernelCheck check = new KernelCheck(needs, kernel);
    check.externs();
    check.lacks.addAll(StructOpsLacks.of(needs, check.types));
    for (BpfFunction program : needs.programs()) {
      check.target(program);
      check.accesses(program);
    }
    return new ArrayList<>(check.lacks);
  }

  /** libbpf looks for all of them, whether a program that load takes uses them or not. */
  private void externs() throws BtfException {
    for (Map.Entry<String, Boolean> function : needs.functions().entrySet()) {
      if (!function.getValue() && !has(function.getKey(), BtfKind.FUNC)) {
        lacks.add(
            new Lack(
                "the object",
                "it needs the kernel's function '%s' (__ksym): declare it __weak and ask bpf_ksym_exists"
                    .formatted(function.getKey()),
                ""));
      }
    }
    for (Map.Entry<String, Boolean> variable : needs.variables().entrySet()) {
      if (!variable.getValue() && !has(variable.getKey(), BtfKind.VAR)) {
        lacks.add(
            new Lack(
                "the object",
                "it needs the kernel's variable '%s' (__ksym): declare it __weak and ask whether it is NULL"
                    .formatted(variable.getKey()),
                ""));
      }
    }
  }

  private boolean has(String name, BtfKind kind) throws BtfException {
    for (KernelType type : types.getOrDefault(name, List.of())) {
      if (type.kind() == kind) {
        return true;
      }
    }
    return false;
  }

  private void target(BpfFunction program) throws BtfException {
    ProgramTarget target = ProgramTarget.of(program.section().name());
    if (target != null && !target.isIn(types.get(target.name()))) {
      lacks.add(
          new Lack(
              Lack.subjectOfProgram(program.name()),
              "it is attached to the %s '%s', which the kernel does not have"
                  .formatted(target.what(), target.name()),
              needs.place(program, 0)));
    }
  }

  private void accesses(BpfFunction program) throws BtfException, ElfException {
    for (Map.Entry<BpfFunction, BitSet> code : CertainCode.of(program, this).entrySet()) {
      BpfFunction function = code.getKey();
      BitSet reached = code.getValue();
      for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
        CoreAccess access = needs.access(function, index);
        if (access != null && access.isNeeded() && !isThere(access)) {
          lacks.add(
              new Lack(
                  Lack.subjectOfProgram(program.name()),
                  missing(access),
                  needs.place(function, index)));
        }
      }
    }
  }

  private String missing(CoreAccess access) throws BtfException {
    List<KernelType> sameName = types.getOrDefault(access.rootName(), List.of());
    CoreMatch match = new CoreMatch(access);
    for (KernelType type : sameName) {
      if (match.isCandidate(type)) {
        return "it needs '%s', which the kernel does not have%s"
            .formatted(access, MovedMember.hint(access, sameName));
      }
    }
    return "it needs '%s', and the kernel has no type '%s'".formatted(access, access.rootName());
  }

  private boolean isThere(CoreAccess access) {
    Boolean known = found.get(access);
    if (known == null) {
      try {
        known = new CoreMatch(access).in(types.getOrDefault(access.rootName(), List.of())) != null;
      } catch (BtfException e) {
        known = true; // nothing is said of what cannot be read
      }
      found.put(access, known);
    }
    return known;
  }

  /** Answers of the kernel: 1 and 0, in place of what the compiler wrote. */
  @Override
  public @Nullable Long immediate(BpfFunction function, int index) {
    CoreAccess access = needs.access(function, index);
    if (access == null) {
      return weakIsMissing(function, index) ? Long.valueOf(0) : null;
    }
    boolean asks =
        access.kind() == Kind.FIELD_EXISTS
            || access.kind() == Kind.ENUMVAL_EXISTS
            || access.kind() == Kind.TYPE_EXISTS;
    return asks ? Long.valueOf(isThere(access) ? 1 : 0) : null;
  }

  private boolean weakIsMissing(BpfFunction function, int index) {
    try {
      CodeReference reference = function.at(index).isWide() ? function.reference(index) : null;
      if (reference == null || reference.kind() != CodeReference.ReferenceKind.EXTERN) {
        return false;
      }
      String name = Flavour.without(reference.name());
      return (needs.functions().containsKey(name) && !has(name, BtfKind.FUNC))
          || (needs.variables().containsKey(name) && !has(name, BtfKind.VAR));
    } catch (BtfException | ElfException e) {
      return false;
    }
  }

  @Override
  public boolean changes(BpfFunction function, int index) {
    return needs.access(function, index) != null;
  }
}
