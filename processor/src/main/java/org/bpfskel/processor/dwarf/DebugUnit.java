package org.bpfskel.processor.dwarf;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one C file became, and its entries. */
final class DebugUnit {
  private final DebugSections sections;
  private final UnitHeader header;
  private final Map<Long, Abbreviation> abbreviations;
  private final WorkBudget budget;
  private final long textPlaces;

  DebugUnit(
      DebugSections sections,
      UnitHeader header,
      Map<Long, Abbreviation> abbreviations,
      WorkBudget budget)
      throws DwarfException {
    this.sections = sections;
    this.header = header;
    this.abbreviations = abbreviations;
    this.budget = budget;
    DebugEntry first = entry(header.entries());
    DebugEntry.WrittenValue base =
        first == null ? null : first.values().get(DwarfAttribute.STR_OFFSETS_BASE);
    // Where nothing says so, it begins behind the section's header.
    this.textPlaces = base == null ? 2L * header.offsetSize() : base.number();
  }

  UnitHeader header() {
    return header;
  }

  /** The entry that stands there; null for the mark behind the last child of another. */
  @Nullable DebugEntry entry(long place) throws DwarfException {
    if (place < header.entries() || place >= header.end()) {
      throw DwarfException.damaged("no entry can stand at byte " + Long.toUnsignedString(place));
    }
    DwarfBytes bytes = DwarfBytes.at(sections.info(), place);
    long number = bytes.uleb();
    if (number == 0) {
      return null;
    }
    Abbreviation abbreviation = abbreviations.get(number);
    if (abbreviation == null) {
      throw DwarfException.damaged(
          "the entry at byte %d has the abbreviation %s, which is not there"
              .formatted(place, Long.toUnsignedString(number)));
    }
    budget.spend(1 + abbreviation.values().size());
    Map<DwarfAttribute, DebugEntry.WrittenValue> values = new EnumMap<>(DwarfAttribute.class);
    for (Abbreviation.ValueForm each : abbreviation.values()) {
      long read = each.form().read(bytes, header);
      if (each.attribute() != null && abbreviation.tag() != null) {
        long value = each.form() == DwarfForm.IMPLICIT_CONST ? each.implicit() : read;
        values.putIfAbsent(each.attribute(), new DebugEntry.WrittenValue(each.form(), value));
      }
    }
    return new DebugEntry(
        this, abbreviation.tag(), abbreviation.hasChildren(), bytes.position(), values);
  }

  /** The entries that belong to another, without those that belong to them. */
  List<DebugEntry> children(DebugEntry parent) throws DwarfException {
    List<DebugEntry> children = new ArrayList<>();
    int depth = parent.hasChildren() ? 1 : 0;
    int place = parent.next();
    while (depth > 0) {
      DebugEntry entry = entry(place);
      if (entry == null) {
        depth--;
        place++;
        continue;
      }
      if (depth == 1) {
        children.add(entry);
      }
      depth += entry.hasChildren() ? 1 : 0;
      place = entry.next();
    }
    return children;
  }

  String text(DebugEntry.WrittenValue value) throws DwarfException {
    return switch (value.form().meaning()) {
      case TEXT -> sections.text(sections.info(), value.number(), budget);
      case TEXT_PLACE -> sections.text(sections.strings(), value.number(), budget);
      case TEXT_INDEX -> {
        long place = textPlaces + value.number() * header.offsetSize();
        DwarfBytes bytes = DwarfBytes.at(sections.stringPlaces(), place);
        yield sections.text(sections.strings(), bytes.unsigned(header.offsetSize()), budget);
      }
      default -> "";
    };
  }
}
