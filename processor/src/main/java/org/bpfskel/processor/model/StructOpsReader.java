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
  private final Btf btf;
  private final List<StructOpsPlace> places = new ArrayList<>();
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
    for (Section section : StructOpsSections.in(elf)) {
      for (SectionVariable variable : variables.in(section.name())) {
        places.add(new StructOpsPlace(variable, section, structOf(variable)));
      }
    }
    Set<Integer> structIds = new LinkedHashSet<>();
    places.forEach(place -> structIds.add(place.structId()));
    types = new StructReader(btf, structIds, reservedClasses, budget);
    checkPlaces();
  }

  /** By section index, then by offset; none overlaps another or the end of its section. */
  List<StructOpsPlace> places() {
    return places;
  }

  List<StructOpsVariable> variables() {
    List<String> names = places.stream().map(StructOpsPlace::name).toList();
    List<String> javaNames = JavaNames.fields(names, Set.of());
    List<StructOpsVariable> variables = new ArrayList<>(places.size());
    for (int i = 0; i < places.size(); i++) {
      StructOpsPlace place = places.get(i);
      variables.add(
          new StructOpsVariable(
              names.get(i), javaNames.get(i), place.section().name(), type(place)));
    }
    return variables;
  }

  List<StructType> structs() {
    return types.structs();
  }

  List<EnumType> enums() {
    return types.enums();
  }

  private StructType type(StructOpsPlace place) {
    return Objects.requireNonNull(types.structOf(place.structId()));
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

  private void checkPlaces() throws ObjectException {
    for (int i = 0; i < places.size(); i++) {
      StructOpsPlace place = places.get(i);
      boolean last = i == places.size() - 1 || !places.get(i + 1).section().equals(place.section());
      long limit = last ? place.section().size() : places.get(i + 1).offset();
      if ((long) place.offset() + type(place).layout().size() > limit) {
        throw new ObjectException(
            ("struct_ops variable '%s' reaches beyond its place in section '%s':"
                    + " the object is damaged, build it again")
                .formatted(place.name(), place.section().name()));
      }
    }
  }
}
