package org.bpfskel.internal.object;

import java.util.HashSet;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType.Linkage;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/** Checks global variables, and the types of these and of the keys and values of maps. */
final class ValueChecks {
  private final Btf btf;
  private final SectionVariables variables;
  private final ValueTypes types;

  private ValueChecks(Btf btf, SectionVariables variables) {
    this.btf = btf;
    this.variables = variables;
    this.types = new ValueTypes(btf);
  }

  static void check(ElfFile elf, Btf btf, SectionVariables variables)
      throws BtfException, RefusedObjectException {
    ValueChecks checks = new ValueChecks(btf, variables);
    Set<String> seen = new HashSet<>();
    for (Section section : elf.sections()) {
      boolean data = ObjectSections.data(section) != null;
      // BTF knows a section by its name, and libbpf takes the first of that name for it.
      if (data && section.size() > 0 && seen.add(section.name())) {
        checks.check(section);
      }
      if (SectionKind.of(section) == SectionKind.MAPS && seen.add(section.name())) {
        for (SectionVariable map : variables.in(section.name())) {
          checks.types.checkMap(map.typeId());
        }
      }
    }
    for (SectionVariable extern : variables.in(SectionKind.KCONFIG.section())) {
      checks.types.check(extern.typeId());
    }
  }

  private void check(Section section) throws BtfException, RefusedObjectException {
    for (SectionVariable variable : variables.in(section.name())) {
      if (variable.linkage() == Linkage.GLOBAL) {
        types.check(variable.typeId());
        if (variable.offset() + ValueTypes.size(btf, variable.typeId()) > section.size()) {
          throw RefusedObjectException.damaged(
              "variable '%s' reaches beyond its section '%s'"
                  .formatted(variable.name(), section.name()));
        }
      }
    }
  }
}
