package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/** Finds the struct_ops variables of an object, by section index and then by offset. */
final class StructOpsReader {
  private StructOpsReader() {}

  static List<StructOpsPlace> read(ElfFile elf, Btf btf, SectionVariables variables)
      throws BtfException, ObjectException {
    List<StructOpsPlace> places = new ArrayList<>();
    for (Section section : StructOpsSections.in(elf)) {
      for (SectionVariable variable : variables.in(section.name())) {
        places.add(
            new StructOpsPlace(StructOpsDeclaration.of(btf, section.name(), variable), section));
      }
    }
    return places;
  }

  /** Refuses a variable that overlaps another or the end of its section. */
  static void checkPlaces(List<StructOpsPlace> places, StructOpsTypes types)
      throws ObjectException {
    for (int i = 0; i < places.size(); i++) {
      StructOpsPlace place = places.get(i);
      boolean last = i == places.size() - 1 || !places.get(i + 1).section().equals(place.section());
      long limit = last ? place.section().size() : places.get(i + 1).offset();
      if ((long) place.offset() + types.type(place.declaration()).layout().size() > limit) {
        throw new ObjectException(
            ("struct_ops variable '%s' reaches beyond its place in section '%s':"
                    + " the object is damaged, build it again")
                .formatted(place.name(), place.section().name()));
      }
    }
  }
}
