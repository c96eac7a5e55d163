package org.bpfskel.processor.dwarf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.bpfskel.btf.BtfType;
import org.bpfskel.internal.elf.ElfFile;
import org.jspecify.annotations.Nullable;

/** The types of an object's debug information, by their names in C. Immutable. */
public final class DebugTypes {
  /** Types that name each other, as typedefs do: what compilers write is shorter. */
  static final int MAX_CHAIN = 32;

  private final DebugSections sections;
  private final NavigableMap<Integer, DebugUnit> units = new TreeMap<>();
  private final Map<String, List<Long>> places = new LinkedHashMap<>();

  private DebugTypes(DebugSections sections) throws DwarfException {
    this.sections = sections;
    WorkBudget budget = new WorkBudget(sections.size());
    Map<Long, Map<Long, Abbreviation>> tables = new HashMap<>();
    int start = 0;
    while (start < sections.info().limit()) {
      UnitHeader header = UnitHeader.read(sections.info(), start);
      start = header.end();
      if (header.whole() && header.entries() < header.end()) {
        Map<Long, Abbreviation> table = tables.get(header.abbreviations());
        if (table == null) {
          table = Abbreviation.table(sections.abbreviations(), header.abbreviations(), budget);
          tables.put(header.abbreviations(), table);
        }
        DebugUnit unit = new DebugUnit(sections, header, table, budget);
        units.put(header.start(), unit);
        findNames(unit);
      }
    }
  }

  /**
   * Looks through all of it, in time and memory linear in the size of the file.
   *
   * @return null if the object has no debug information
   * @throws DwarfException if it is damaged, or of a version that is not read
   */
  public static @Nullable DebugTypes of(ElfFile elf) throws DwarfException {
    DebugSections sections = DebugSections.of(elf);
    return sections == null ? null : new DebugTypes(sections);
  }

  /** Of structs, unions, enums and typedefs, wherever in a file they are declared. */
  private void findNames(DebugUnit unit) throws DwarfException {
    int place = unit.header().entries();
    while (place < unit.header().end()) {
      DebugEntry entry = unit.entry(place);
      if (entry == null) {
        place++;
        continue;
      }
      if (entry.tag() != null && entry.tag().isNamed() && !entry.has(DwarfAttribute.DECLARATION)) {
        String name = entry.name();
        if (!name.isEmpty()) {
          places.computeIfAbsent(name, each -> new ArrayList<>()).add((long) place);
        }
      }
      place = entry.next();
    }
  }

  /** All names of structs, unions, enums and typedefs. */
  public Set<String> names() {
    return Set.copyOf(places.keySet());
  }

  /**
   * The types of these names, and what they consist of, as records of BTF. What is behind a pointer
   * is only declared, as far as it has a name.
   *
   * @param firstId of the first in the list; those behind it have the numbers that follow
   * @throws DwarfException if they are damaged, or have what C does not have
   */
  public List<BtfType> named(Collection<String> names, int firstId) throws DwarfException {
    TypeConversion conversion = new TypeConversion(this, firstId);
    for (String name : names) {
      for (long place : places.getOrDefault(name, List.of())) {
        conversion.want(place);
      }
    }
    return conversion.types();
  }

  /** The entry, or the first of the types behind it, that says how many bytes it has. */
  DebugEntry sized(DebugEntry entry) throws DwarfException {
    DebugEntry sized = entry;
    for (int i = 0; i < MAX_CHAIN && !sized.has(DwarfAttribute.BYTE_SIZE); i++) {
      sized = entry(sized.type());
    }
    return sized;
  }

  boolean isLittleEndian() {
    return sections.isLittleEndian();
  }

  /** The entry that stands there. */
  DebugEntry entry(long place) throws DwarfException {
    Map.Entry<Integer, DebugUnit> unit =
        place < 0 || place > Integer.MAX_VALUE ? null : units.floorEntry((int) place);
    if (unit == null) {
      throw DwarfException.damaged("no type can stand at byte " + Long.toUnsignedString(place));
    }
    DebugEntry entry = unit.getValue().entry(place);
    if (entry == null) {
      throw DwarfException.damaged("there is no type at byte " + place);
    }
    return entry;
  }
}
