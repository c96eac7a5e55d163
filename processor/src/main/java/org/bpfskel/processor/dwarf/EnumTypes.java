package org.bpfskel.processor.dwarf;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.btf.BtfKind;
import org.bpfskel.btf.BtfType;

/** Entries of {@code DW_TAG_enumeration_type}. */
final class EnumTypes {
  /** Bytes of one that is only declared, as clang's BTF has it, and of the largest. */
  private static final int SMALL = Integer.BYTES;

  private static final int LARGE = Long.BYTES;

  private EnumTypes() {}

  static BtfType of(DebugTypes debug, DebugEntry entry) throws DwarfException {
    int size = entry.has(DwarfAttribute.BYTE_SIZE) ? TypeConversion.size(entry) : SMALL;
    if (size < 1 || size > LARGE) {
      throw new DwarfException("'%s' is an enum of %d bytes".formatted(entry.name(), size));
    }
    List<DebugEntry> constants = new ArrayList<>();
    for (DebugEntry child : entry.unit().children(entry)) {
      if (child.tag() == DwarfTag.ENUMERATOR) {
        constants.add(child);
      }
    }
    boolean signed = isSigned(debug, entry, constants);
    List<BtfType.Value> values = new ArrayList<>();
    for (DebugEntry constant : constants) {
      long value =
          signed
              ? constant.signed(DwarfAttribute.CONST_VALUE)
              : constant.number(DwarfAttribute.CONST_VALUE);
      values.add(new BtfType.Value(constant.name(), value));
    }
    return new BtfType.Enum(BtfKind.ofEnum(size), entry.name(), size, signed, values);
  }

  /** What its integer says; without one, whether a constant is written with its sign. */
  private static boolean isSigned(DebugTypes debug, DebugEntry entry, List<DebugEntry> constants)
      throws DwarfException {
    if (entry.type() > 0) {
      return BaseTypes.isSigned(debug.sized(debug.entry(entry.type())));
    }
    for (DebugEntry constant : constants) {
      DebugEntry.WrittenValue value = constant.values().get(DwarfAttribute.CONST_VALUE);
      if (value != null && value.form() == DwarfForm.SDATA && value.number() < 0) {
        return true;
      }
    }
    return false;
  }
}
