package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.processor.elf.ElfFile;
import org.bpfskel.processor.elf.Section;

/** Finds the struct_ops variables, by section index and then by offset, and their types. */
final class StructOpsReader {
  private static final Set<String> SECTIONS =
      Set.of(".struct_ops", ".struct_ops.link", "?.struct_ops", "?.struct_ops.link");

  private final Btf btf;
  private final List<Found> found = new ArrayList<>();
  private final StructReader types;

  /**
   * Reads them all.
   *
   * @param reservedClasses names that nested classes cannot have
   */
  StructOpsReader(
      ElfFile elf,
      Btf btf,
      SectionVariables variables,
      Set<String> reservedClasses,
      TextBudget budget)
      throws BtfException, ObjectException {
    this.btf = btf;
    for (Section section : elf.sections()) {
      if (section.type() == Section.PROGBITS
          && section.size() > 0
          && SECTIONS.contains(section.name())) {
        for (SectionVariable variable : variables.in(section.name())) {
          found.add(new Found(variable, section, structOf(variable)));
        }
      }
    }
    Set<Integer> structIds = new LinkedHashSet<>();
    found.forEach(variable -> structIds.add(variable.structId));
    types = new StructReader(btf, structIds, reservedClasses, budget);
    for (Found variable : found) {
      variable.checkPlace(type(variable));
    }
  }

  List<StructOpsVariable> variables() {
    List<String> names = found.stream().map(f -> f.variable.name()).toList();
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<StructOpsVariable> variables = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Found one = found.get(i);
      variables.add(
          new StructOpsVariable(names.get(i), javaNames.get(i), one.section.name(), type(one)));
    }
    return variables;
  }

  List<StructType> structs() {
    return types.structs();
  }

  List<EnumType> enums() {
    return types.enums();
  }

  private StructType type(Found variable) {
    return Objects.requireNonNull(types.structOf(variable.structId));
  }

  private int structOf(SectionVariable variable) throws BtfException, ObjectException {
    int id = btf.resolve(variable.typeId());
    if (btf.kind(id) != BtfKind.STRUCT || btf.name(id).isEmpty()) {
      throw new ObjectException(
          ("struct_ops variable '%s' is not of a named struct type, which libbpf needs to find the"
                  + " kernel's: declare it as 'struct NAME %s'")
              .formatted(variable.name(), variable.name()));
    }
    return id;
  }

  /** A variable and where it was found. */
  private record Found(SectionVariable variable, Section section, int structId) {
    void checkPlace(StructType type) throws ObjectException {
      if ((long) variable.offset() + type.layout().size() > section.size()) {
        throw new ObjectException(
            "struct_ops variable '%s' reaches beyond section '%s': the object is damaged, build it again"
                .formatted(variable.name(), section.name()));
      }
    }
  }
}
