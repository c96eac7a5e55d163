package org.bpfskel.processor.check;

import java.util.HashMap;
import java.util.Map;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.object.TopLevelMembers;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CallbackSlots;
import org.bpfskel.internal.program.ContextReads;

/** Whether a program reads no more arguments than a callback has, by the object's own types. */
final class SlotFit {
  /** How {@code BPF_PROG} calls the function with the arguments, if that is not inlined. */
  private static final String TYPED = "____";

  private final CheckedObject object;

  /** Arguments that programs read, of each once. */
  private final Map<BpfFunction, Integer> reads = new HashMap<>();

  SlotFit(CheckedObject object) {
    this.object = object;
  }

  /** What does not fit, behind the program's name; empty if nothing is known to. */
  String misfit(TopLevelMembers type, BtfType.Member member, BpfFunction program)
      throws BtfException, ElfException {
    int there = CallbackSlots.of(object.btf(), member.type());
    int read = there < 0 ? 0 : reads(program);
    return read <= there
        ? ""
        : ("which reads %d arguments of 8 bytes%s, and the callback in struct '%s' has %d: %s. A"
                + " kernel whose callback has no more refuses the program: take the callback's"
                + " arguments")
            .formatted(
                read,
                prototype(program),
                NameList.cut(type.name()),
                there,
                CDeclaration.of(object.btf(), member.type(), member.name()));
  }

  private int reads(BpfFunction program) throws ElfException {
    Integer known = reads.get(program);
    if (known == null) {
      known = ContextReads.of(program).certainSlots();
      reads.put(program, known);
    }
    return known;
  }

  private String prototype(BpfFunction program) throws BtfException {
    int id = object.btf().find(TYPED + program.name(), BtfKind.FUNC);
    return id != 0 && object.btf().type(id) instanceof BtfType.Func typed
        ? ", " + CDeclaration.of(object.btf(), typed.proto(), program.name())
        : "";
  }
}
