package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.ValueTypes;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Section;

/**
 * The struct_ops variables of an object. libbpf copies each from its section, and writes the
 * addresses of programs into the copy: 8 bytes each, wherever a relocation says.
 *
 * @param types of the variables, by BTF id
 */
record StructOpsVariables(
    List<StructOpsPlace> places,
    Map<Integer, TopLevelMembers> types,
    List<StructOpsRelocation> relocations) {
  static final StructOpsVariables NONE = new StructOpsVariables(List.of(), Map.of(), List.of());

  StructOpsVariables {
    places = List.copyOf(places);
    relocations = List.copyOf(relocations);
  }

  static StructOpsVariables read(ElfFile elf, Btf btf, SectionVariables variables)
      throws BtfException, ElfException, RefusedObjectException {
    List<Section> sections = ObjectSections.structOps(elf);
    if (sections.isEmpty()) {
      return NONE;
    }
    ValueTypes values = new ValueTypes(btf);
    Map<Integer, TopLevelMembers> types = new LinkedHashMap<>();
    List<StructOpsPlace> places = new ArrayList<>();
    for (Section section : sections) {
      for (SectionVariable variable : variables.in(section.name())) {
        StructOpsDeclaration declaration = StructOpsDeclaration.of(btf, section.name(), variable);
        int struct = declaration.structId();
        if (!types.containsKey(struct)) {
          values.check(struct);
          types.put(struct, TopLevelMembers.of(btf, struct));
        }
        places.add(new StructOpsPlace(declaration, section));
      }
    }
    checkPlaces(places);
    List<StructOpsRelocation> relocations = StructOpsRelocations.read(elf, places);
    InitialPointers pointers = new InitialPointers(elf, btf, relocations);
    for (StructOpsPlace place : places) {
      pointers.check(place, Objects.requireNonNull(types.get(place.structId())));
    }
    return new StructOpsVariables(places, types, relocations);
  }

  /** Refuses a variable that overlaps another or the end of its section. */
  private static void checkPlaces(List<StructOpsPlace> places) throws RefusedObjectException {
    for (int i = 0; i < places.size(); i++) {
      StructOpsPlace place = places.get(i);
      int section = place.section().index();
      boolean last = i == places.size() - 1 || places.get(i + 1).section().index() != section;
      long limit = last ? place.section().size() : places.get(i + 1).offset();
      if ((long) place.offset() + place.size() > limit) {
        throw RefusedObjectException.damaged(
            "struct_ops variable '%s' reaches beyond its place in section '%s'"
                .formatted(place.name(), place.section().name()));
      }
    }
  }
}
