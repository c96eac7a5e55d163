package org.bpfskel.internal.kernel;

import java.util.List;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.kernel.Lack.ObjectPart;
import org.bpfskel.internal.kernel.Lack.Refusal;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CallbackSlots;
import org.bpfskel.internal.program.ContextReads;

/**
 * What programs are loaded for, as fentry names it: whether the kernel has it, and gives it as many
 * arguments as the program reads.
 */
final class TargetLacks {
  private TargetLacks() {}

  static List<Lack> of(ObjectNeeds needs, AskedTypes types, BpfFunction program)
      throws BtfException, ElfException {
    ProgramTarget target = ProgramTarget.of(program.section().name());
    if (target == null) {
      return List.of();
    }
    List<KernelType> found = types.of(target.name(), target.kind());
    String text =
        found.isEmpty()
            ? "it is attached to the %s '%s', which the kernel does not have"
                .formatted(target.what(), target.name())
            : tooLong(program, target, found);
    return text.isEmpty()
        ? List.of()
        : List.of(
            new Lack(
                ObjectPart.PROGRAM,
                program.name(),
                Refusal.LOAD_BY_SECTION,
                text,
                needs.place(program, 0)));
  }

  /** Of several functions of one name the kernel may take each. */
  private static String tooLong(BpfFunction program, ProgramTarget target, List<KernelType> found)
      throws BtfException, ElfException {
    int read = ContextReads.of(program).certainSlots();
    for (KernelType type : found) {
      int there = slots(target, type);
      if (there < 0 || read <= there) {
        return "";
      }
    }
    KernelType first = found.get(0);
    return "it reads %d values of 8 bytes, and the kernel's %s gives it %d: %s"
        .formatted(
            read,
            target.what(),
            slots(target, first),
            CDeclaration.of(first.btf(), prototype(first), target.name()));
  }

  /** How many values the program's context has; -1 if that is not known. */
  private static int slots(ProgramTarget target, KernelType type) throws BtfException {
    int prototype = prototype(type);
    int slots = CallbackSlots.ofPrototype(type.btf(), prototype);
    return slots < 0 ? slots : slots + target.moreSlots(type.btf(), prototype);
  }

  /** Of a function; of a tracepoint, whose type is a pointer to a function. */
  private static int prototype(KernelType type) throws BtfException {
    if (type.type() instanceof BtfType.Func function) {
      return function.proto();
    }
    return type.btf().type(type.btf().resolve(type.id())) instanceof BtfType.Ptr pointer
        ? pointer.type()
        : 0;
  }
}
