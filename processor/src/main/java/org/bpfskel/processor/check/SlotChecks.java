package org.bpfskel.processor.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.CDeclaration;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.bpfskel.internal.object.TopLevelMembers;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CallbackSlots;
import org.bpfskel.internal.program.ContextReads;
import org.jspecify.annotations.Nullable;

/**
 * Compares the arguments that struct_ops programs read with those that the callbacks have to which
 * C's initialisers assign them.
 */
final class SlotChecks {
  /** How {@code BPF_PROG} calls the function with the arguments, if that is not inlined. */
  private static final String TYPED = "____";

  private final CheckedObject object;
  private final Findings findings;

  /** Arguments that programs read, of each once. */
  private final Map<BpfFunction, Integer> reads = new HashMap<>();

  private SlotChecks(CheckedObject object, Findings findings) {
    this.object = object;
    this.findings = findings;
  }

  /** An error, but for what some kernel alone is to have: a flavour, or an optional variable. */
  static void check(CheckedObject object, Findings findings) throws BtfException, ElfException {
    SlotChecks checks = new SlotChecks(object, findings);
    for (StructOpsRelocation relocation : object.facts().structOpsRelocations()) {
      BpfFunction program = program(object, relocation);
      TopLevelMembers type =
          Objects.requireNonNull(
              object.facts().structOpsTypes().get(relocation.variable().structId()));
      BtfType.Member member = type.firstAt(relocation.offset());
      if (program != null && member != null && !findings.hasAllErrors()) {
        checks.check(relocation.variable(), type, member, program);
      }
    }
  }

  private static @Nullable BpfFunction program(
      CheckedObject object, StructOpsRelocation relocation) {
    Symbol symbol = object.elf().symbols().get(relocation.relocation().symbol());
    return symbol.isFunction() ? object.code().program(symbol.name()) : null;
  }

  private void check(
      StructOpsPlace variable, TopLevelMembers type, BtfType.Member member, BpfFunction program)
      throws BtfException, ElfException {
    int there = CallbackSlots.of(object.btf(), member.type());
    int read = there < 0 ? 0 : reads(program);
    if (read <= there) {
      return;
    }
    String text =
        ("struct_ops variable '%s' sets '%s' to program '%s', which reads %d arguments of 8 bytes%s,"
                + " and the callback in struct '%s' has %d: %s. A kernel whose callback has no more"
                + " refuses the program: take the callback's arguments")
            .formatted(
                NameList.cut(variable.name()),
                NameList.cut(member.name()),
                NameList.cut(program.name()),
                read,
                prototype(program),
                NameList.cut(type.name()),
                there,
                CDeclaration.of(object.btf(), member.type(), member.name()));
    boolean ofAnotherKernel = !type.name().equals(type.kernelName());
    if (ofAnotherKernel || variable.isOptional()) {
      findings.note(text);
    } else {
      findings.error(text);
    }
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
