package org.bpfskel.processor.dwarf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What many entries have in common: a line of a table in {@code .debug_abbrev}.
 *
 * @param tag of the entries; null if no type of C needs it
 * @param hasChildren whether entries follow that belong to it
 */
record Abbreviation(@Nullable DwarfTag tag, boolean hasChildren, List<ValueForm> values) {

  /**
   * One of the values that an entry has.
   *
   * @param attribute null if no type of C needs it
   * @param implicit the value, if it stands here
   */
  record ValueForm(@Nullable DwarfAttribute attribute, DwarfForm form, long implicit) {}

  /** The table that begins there, by the numbers that entries give. */
  static Map<Long, Abbreviation> table(ByteBuffer section, long start, WorkBudget budget)
      throws DwarfException {
    Map<Long, Abbreviation> table = new HashMap<>();
    DwarfBytes bytes = DwarfBytes.at(section, start);
    for (long number = bytes.uleb(); number != 0; number = bytes.uleb()) {
      DwarfTag tag = DwarfTag.of(bytes.uleb());
      boolean hasChildren = bytes.unsigned(1) != 0;
      table.put(number, new Abbreviation(tag, hasChildren, values(bytes, budget)));
    }
    return table;
  }

  private static List<ValueForm> values(DwarfBytes bytes, WorkBudget budget) throws DwarfException {
    List<ValueForm> values = new ArrayList<>();
    while (true) {
      budget.spend();
      long attribute = bytes.uleb();
      long number = bytes.uleb();
      if (attribute == 0 && number == 0) {
        return List.copyOf(values);
      }
      DwarfForm form = DwarfForm.of(number);
      if (form == null) {
        throw DwarfException.damaged("there is no form of number " + Long.toUnsignedString(number));
      }
      long implicit = form == DwarfForm.IMPLICIT_CONST ? bytes.sleb() : 0;
      values.add(new ValueForm(DwarfAttribute.of(attribute), form, implicit));
    }
  }
}
