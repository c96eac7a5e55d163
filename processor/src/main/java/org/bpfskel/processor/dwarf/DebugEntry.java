package org.bpfskel.processor.dwarf;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry of {@code .debug_info}: a type, or a part of one.
 *
 * @param tag null for what no type of C needs; it then has no values either
 * @param next where the entry behind it stands: its first child, if it has one
 */
record DebugEntry(
    DebugUnit unit,
    @Nullable DwarfTag tag,
    boolean hasChildren,
    int next,
    Map<DwarfAttribute, WrittenValue> values) {
  /** A type that is not in {@code .debug_info}: a supplementary file's or a type unit's. */
  static final long ELSEWHERE = -1;

  /** An attribute's value as it is written. */
  record WrittenValue(DwarfForm form, long number) {}

  boolean has(DwarfAttribute attribute) {
    return values.containsKey(attribute);
  }

  /** A number without a sign; 0 if there is none, or it is to be calculated. */
  long number(DwarfAttribute attribute) {
    WrittenValue value = values.get(attribute);
    return value == null || value.form().meaning() != DwarfForm.Meaning.NUMBER ? 0 : value.number();
  }

  /** The same with a sign. */
  long signed(DwarfAttribute attribute) {
    WrittenValue value = values.get(attribute);
    return value == null || value.form().meaning() != DwarfForm.Meaning.NUMBER
        ? 0
        : value.form().signed(value.number());
  }

  /** Empty if it has none. */
  String name() throws DwarfException {
    WrittenValue value = values.get(DwarfAttribute.NAME);
    return value == null ? "" : unit.text(value);
  }

  /** Where the entry of its type stands; 0 if it has none, which is void, or {@link #ELSEWHERE}. */
  long type() {
    WrittenValue value = values.get(DwarfAttribute.TYPE);
    if (value == null) {
      return 0;
    }
    return switch (value.form().meaning()) {
      case ENTRY -> value.number();
      case ENTRY_OF_UNIT -> unit.header().start() + value.number();
      default -> ELSEWHERE;
    };
  }
}
