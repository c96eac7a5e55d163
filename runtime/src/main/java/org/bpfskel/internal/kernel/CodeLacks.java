package org.bpfskel.internal.kernel;

import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.CoreRelocation.Kind;
import org.bpfskel.btf.Flavour;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Lack.ObjectPart;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CertainCode;
import org.bpfskel.internal.program.CodeReference;
import org.bpfskel.internal.program.HelperNames;
import org.bpfskel.internal.program.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * What instructions ask for that a kernel does not have: members of its types, helpers, functions
 * that programs may call. Of instructions that the verifier certainly comes to.
 */
final class CodeLacks implements CertainCode.Loading {
  /**
   * {@code bpf_probe_read_kernel} and its kin, in place of which libbpf calls {@code
   * bpf_probe_read} where a kernel has no other.
   */
  private static final Set<Integer> REPLACED = Set.of(112, 113, 114, 115);

  private final ObjectNeeds needs;
  private final AskedTypes types;
  private final ExternLacks externs;
  private final Set<Lack> lacks = new LinkedHashSet<>();
  private final CoreAnswers answers;

  CodeLacks(ObjectNeeds needs, AskedTypes types, ExternLacks externs, CoreAnswers answers) {
    this.needs = needs;
    this.types = types;
    this.externs = externs;
    this.answers = answers;
  }

  /** Of a program, with all that it calls. */
  Collection<Lack> of(BpfFunction program) throws BtfException, ElfException {
    lacks.clear();
    for (Map.Entry<BpfFunction, BitSet> code : CertainCode.of(program, this).entrySet()) {
      BpfFunction function = code.getKey();
      BitSet reached = code.getValue();
      for (int index = reached.nextSetBit(0); index >= 0; index = reached.nextSetBit(index + 1)) {
        String text = text(function, index);
        if (text != null) {
          String place = needs.place(function, index);
          lacks.add(new Lack(ObjectPart.PROGRAM, program.name(), Refusal.LOAD, text, place));
        }
      }
    }
    return List.copyOf(lacks);
  }

  private @Nullable String text(BpfFunction function, int index) throws BtfException, ElfException {
    CoreAccess access = needs.access(function, index);
    if (access != null) {
      if (answers.isThere(access)) {
        return resized(function, index, access);
      }
      return access.isNeeded() ? missing(access) : null;
    }
    Instruction instruction = function.at(index);
    if (instruction.isHelperCall()) {
      int helper = instruction.imm();
      return !REPLACED.contains(helper) && UapiEnum.FUNC_ID.lacks(types, helper)
          ? "it calls the helper %s, which the kernel does not have"
              .formatted(HelperNames.of(helper))
          : null;
    }
    CodeReference call = instruction.isFunctionCall() ? function.reference(index) : null;
    return call != null && call.kind() == CodeReference.ReferenceKind.EXTERN
        ? refused(function, index, Flavour.without(call.name()))
        : null;
  }

  private @Nullable String refused(BpfFunction caller, int index, String function)
      throws BtfException, ElfException {
    List<KernelType> ofName = types.of(function, BtfKind.FUNC);
    if (ofName.isEmpty()) {
      return null;
    }
    return types.areNoKfuncs(ofName)
        ? "it calls the kernel's function '%s', which the kernel lets no BPF program call"
            .formatted(function)
        : CallbackLacks.of(caller, index, ofName.get(0)); // libbpf takes no other
  }

  private String missing(CoreAccess access) throws BtfException {
    List<KernelType> sameName = answers.sameName(access);
    DecodedTypes decoded = answers.decoded();
    CoreMatch match = new CoreMatch(access, decoded);
    for (KernelType type : sameName) {
      if (match.isCandidate(type)) {
        return "it needs '%s', which the kernel does not have%s"
            .formatted(access, MovedMember.hint(access, sameName, decoded));
      }
    }
    return "it needs '%s', and the kernel has no type '%s'".formatted(access, access.rootName());
  }

  /** Loads and stores of what has another size in the kernel. */
  private @Nullable String resized(BpfFunction function, int index, CoreAccess access)
      throws BtfException {
    return access.kind() == Kind.FIELD_BYTE_OFFSET && function.at(index).isMemoryAccess()
        ? answers.resized(access)
        : null;
  }

  /** Answers of the kernel: 1 and 0, in place of what the compiler wrote. */
  @Override
  public @Nullable Long immediate(BpfFunction function, int index) {
    CoreAccess access = needs.access(function, index);
    if (access == null) {
      return isMissingWeak(function, index) ? Long.valueOf(0) : null;
    }
    boolean asks =
        access.kind() == Kind.FIELD_EXISTS
            || access.kind() == Kind.ENUMVAL_EXISTS
            || access.kind() == Kind.TYPE_EXISTS;
    return asks ? Long.valueOf(answers.isThere(access) ? 1 : 0) : null;
  }

  private boolean isMissingWeak(BpfFunction function, int index) {
    try {
      CodeReference reference = function.at(index).isWide() ? function.reference(index) : null;
      return reference != null
          && reference.kind() == CodeReference.ReferenceKind.EXTERN
          && externs.isMissing(Flavour.without(reference.name()));
    } catch (ElfException e) {
      return false;
    }
  }

  @Override
  public boolean changes(BpfFunction function, int index) {
    return needs.access(function, index) != null;
  }
}
