package org.bpfskel.processor.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.bpfskel.internal.elf.ElfException;
import org.bpfskel.internal.elf.Relocation;
import org.bpfskel.internal.elf.Section;
import org.bpfskel.internal.elf.Symbol;
import org.bpfskel.internal.object.SectionVariable;
import org.bpfskel.internal.program.BpfFunction;
import org.bpfskel.internal.program.CodeUse;

/** Which bytes of an object's sections something refers to. */
final class UsedPlaces {
  /** By index of the section. */
  private final Map<Integer, NavigableSet<Long>> used = new HashMap<>();

  private UsedPlaces() {}

  /** Those that code or the initial values of variables refer to. */
  static UsedPlaces of(CheckedObject object) throws ElfException {
    UsedPlaces places = ofData(object);
    for (BpfFunction function : object.code().functions()) {
      for (CodeUse use : object.code().uses(function)) {
        Section section = use.reference().section();
        if (section != null) {
          places.add(section.index(), use.reference().offset());
        }
      }
    }
    return places;
  }

  /** Those that initial values refer to: maps in a map of maps, programs in an array of these. */
  static UsedPlaces ofData(CheckedObject object) throws ElfException {
    UsedPlaces places = new UsedPlaces();
    Set<String> data = new HashSet<>(object.facts().variables().sections());
    for (Section table : object.elf().sections()) {
      boolean changesData =
          table.type() == Section.REL
              && table.info() > 0
              && table.info() < object.elf().sections().size()
              && data.contains(object.elf().sections().get(table.info()).name());
      if (changesData) {
        for (Relocation relocation : object.elf().relocations(table)) {
          Symbol symbol = object.elf().symbols().get(relocation.symbol());
          places.add(symbol.section(), symbol.value());
        }
      }
    }
    return places;
  }

  private void add(int section, long offset) {
    used.computeIfAbsent(section, index -> new TreeSet<>()).add(offset);
  }

  /** Whether something refers to a byte of the variable. */
  boolean isUsed(Section section, SectionVariable variable) {
    return isUsed(section, variable.offset(), Math.max(1, variable.size()));
  }

  /** Whether something refers to the function. */
  boolean isUsed(BpfFunction function) {
    return isUsed(function.section(), function.byteOffset(0), 1);
  }

  private boolean isUsed(Section section, long offset, long size) {
    NavigableSet<Long> offsets = used.get(section.index());
    Long first = offsets == null ? null : offsets.ceiling(offset);
    return first != null && first < offset + size;
  }
}
