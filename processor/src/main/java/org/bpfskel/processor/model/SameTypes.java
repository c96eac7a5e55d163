package org.bpfskel.processor.model;

import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.BtfType;
import org.bpfskel.btf.StructLayoutReader;
import org.bpfskel.btf.StructShape;

/** Whether two structs, unions or enums are one to Java, whatever their names in C. */
final class SameTypes {
  private final Btf btf;
  private final StructLayoutReader layouts;

  SameTypes(Btf btf) {
    this.btf = btf;
    this.layouts = new StructLayoutReader(btf);
  }

  /** Takes ids of the types themselves, typedefs looked through. */
  boolean isSame(int one, int other) throws BtfException {
    if (one == other) {
      return true;
    }
    if (btf.kind(one) != btf.kind(other)) {
      return false;
    }
    return btf.type(one) instanceof BtfType.Enum constants
        ? isSame(constants, (BtfType.Enum) btf.type(other))
        : StructShape.isSame(layouts.readNested(one), layouts.readNested(other));
  }

  private static boolean isSame(BtfType.Enum one, BtfType.Enum other) {
    return one.size() == other.size()
        && one.signed() == other.signed()
        && one.values().equals(other.values());
  }
}
