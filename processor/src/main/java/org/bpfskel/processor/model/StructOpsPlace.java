package org.bpfskel.processor.model;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.elf.Section;

/** A struct_ops variable and the section that its initial value stands in. */
record StructOpsPlace(StructOpsDeclaration declaration, Section section) {

  /** Those of the variables at these places, in the same order. */
  static List<StructOpsDeclaration> declarations(List<StructOpsPlace> places) {
    List<StructOpsDeclaration> declarations = new ArrayList<>(places.size());
    for (StructOpsPlace place : places) {
      declarations.add(place.declaration());
    }
    return declarations;
  }

  String name() {
    return declaration.variable().name();
  }

  /** BTF id of its struct. */
  int structId() {
    return declaration.structId();
  }

  /** Where its first byte is in the section. */
  int offset() {
    return declaration.variable().offset();
  }

  /** In a {@code ?.struct_ops} section: no map is made of it unless asked for. */
  boolean isOptional() {
    return section.name().startsWith("?");
  }
}
