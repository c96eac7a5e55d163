package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.program.BpfFunction;

/** Holds what an object needs against one kernel: one file of this package for each concern. */
public final class KernelCheck {
  private final ObjectNeeds needs;
  private final AskedTypes types;

  /** Those that relocations are resolved with. */
  private final AskedTypes coreTypes;

  private KernelCheck(ObjectNeeds needs, AskedTypes types, AskedTypes coreTypes) {
    this.needs = needs;
    this.types = types;
    this.coreTypes = coreTypes;
  }

  /**
   * Finds what the object asks for among the kernel's types, in one walk over all.
   *
   * @throws BtfException if types are damaged
   */
  public static KernelCheck of(ObjectNeeds needs, Kernel kernel) throws BtfException {
    AskedTypes types = kernel.named(needs.names());
    return new KernelCheck(needs, types, types);
  }

  /**
   * As {@link #of(ObjectNeeds, Kernel)}, with relocations resolved by other types than the
   * kernel's: libbpf's {@code btf_custom_path}.
   *
   * @throws BtfException if types are damaged
   */
  public static KernelCheck of(ObjectNeeds needs, Kernel kernel, Kernel relocated)
      throws BtfException {
    return new KernelCheck(needs, kernel.named(needs.names()), relocated.named(needs.names()));
  }

  /**
   * What the kernel lacks: for all of the object, then for its maps, struct_ops variables and
   * programs. What is here is certainly refused; something else may be refused too.
   *
   * @throws BtfException if types are damaged
   * @throws ElfException if relocations are
   */
  public List<Lack> lacks() throws BtfException, ElfException {
    ExternLacks externs = new ExternLacks(needs, types);
    Set<Lack> lacks = new LinkedHashSet<>(externs.lacks());
    lacks.addAll(KindLacks.of(needs, types));
    lacks.addAll(StructOpsLacks.of(needs, types));
    CoreAnswers answers = new CoreAnswers(needs, coreTypes);
    lacks.addAll(answers.ambiguities());
    CodeLacks code = new CodeLacks(needs, types, externs, answers);
    for (BpfFunction program : needs.programs()) {
      lacks.addAll(TargetLacks.of(needs, types, program));
      lacks.addAll(code.of(program));
    }
    return new ArrayList<>(lacks);
  }

  /**
   * Members of the object's struct_ops types that the kernel's do not have, whether the object sets
   * them or not, by the struct's name in the object.
   *
   * @throws BtfException if types are damaged
   */
  public Map<String, Set<String>> missingMembers() throws BtfException {
    return StructOpsLacks.missingMembers(needs, types);
  }
}
