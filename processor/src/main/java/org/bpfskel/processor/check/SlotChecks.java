package org.bpfskel.processor.check;

import java.util.Objects;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.StructOpsPlace;
import org.bpfskel.internal.object.StructOpsRelocation;
import org.bpfskel.internal.object.TopLevelMembers;
import org.bpfskel.internal.program.BpfFunction;
import org.jspecify.annotations.Nullable;

/**
 * Compares the arguments that struct_ops programs read with those that the callbacks have to which
 * C's initialisers assign them.
 */
final class SlotChecks {
  private SlotChecks() {}

  /** An error, but for what some kernel alone is to have: a flavour, or an optional variable. */
  static void check(CheckedObject object, Findings findings) throws BtfException, ElfException {
    SlotFit fit = new SlotFit(object);
    for (StructOpsRelocation relocation : object.facts().structOpsRelocations()) {
      StructOpsPlace variable = relocation.variable();
      BpfFunction program = program(object, relocation);
      TopLevelMembers type =
          Objects.requireNonNull(object.facts().structOpsTypes().get(variable.structId()));
      BtfType.Member member = type.firstAt(relocation.offset());
      if (program == null || member == null || findings.hasAllErrors()) {
        continue;
      }
      String misfit = fit.misfit(type, member, program);
      if (!misfit.isEmpty()) {
        String text =
            "struct_ops variable '%s' sets '%s' to program '%s', %s"
                .formatted(
                    NameList.cut(variable.name()),
                    NameList.cut(member.name()),
                    NameList.cut(program.name()),
                    misfit);
        boolean ofAnotherKernel = !type.name().equals(type.kernelName());
        if (ofAnotherKernel || variable.isOptional()) {
          findings.note(text);
        } else {
          findings.error(text);
        }
      }
    }
  }

  private static @Nullable BpfFunction program(
      CheckedObject object, StructOpsRelocation relocation) {
    Symbol symbol = object.elf().symbols().get(relocation.relocation().symbol());
    return symbol.isFunction() ? object.code().program(symbol.name()) : null;
  }
}
