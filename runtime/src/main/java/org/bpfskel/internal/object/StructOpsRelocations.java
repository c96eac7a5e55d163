package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.ElfFile;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.jspecify.annotations.Nullable;

/** Finds the struct_ops variable that each relocation of its section changes. */
final class StructOpsRelocations {
  private StructOpsRelocations() {}

  static List<StructOpsRelocation> read(ElfFile elf, List<StructOpsPlace> places)
      throws ElfException, RefusedObjectException {
    // By index of their section, then by offset.
    Map<Integer, NavigableMap<Long, StructOpsPlace>> variables = new HashMap<>();
    for (StructOpsPlace place : places) {
      int section = place.section().index();
      NavigableMap<Long, StructOpsPlace> inSection = variables.get(section);
      if (inSection == null) {
        inSection = new TreeMap<>();
        variables.put(section, inSection);
      }
      inSection.put((long) place.offset(), place);
    }
    List<StructOpsRelocation> found = new ArrayList<>();
    Map<Integer, Section> tables = new HashMap<>();
    for (Section table : elf.sections()) {
      NavigableMap<Long, StructOpsPlace> changed =
          table.type() == Section.REL ? variables.get(table.info()) : null;
      if (changed != null) {
        if (tables.putIfAbsent(table.info(), table) != null) {
          throw damaged(table, "is the second with relocations of section " + table.info());
        }
        for (Relocation relocation : elf.relocations(table)) {
          found.add(found(changed, table, relocation));
        }
      }
    }
    return found;
  }

  private static StructOpsRelocation found(
      NavigableMap<Long, StructOpsPlace> variables, Section table, Relocation relocation)
      throws RefusedObjectException {
    long at = relocation.offset();
    Map.@Nullable Entry<Long, StructOpsPlace> entry = variables.floorEntry(at);
    if (entry != null) {
      StructOpsPlace variable = entry.getValue();
      long offset = at - variable.offset();
      if (offset <= variable.size() - Long.BYTES) {
        return new StructOpsRelocation(variable, offset, relocation);
      }
    }
    throw damaged(table, "has a relocation at byte " + at + ", where no pointer is");
  }

  private static RefusedObjectException damaged(Section table, String what) {
    return RefusedObjectException.damaged(
        "section %d '%s' %s".formatted(table.index(), table.name(), what));
  }
}
