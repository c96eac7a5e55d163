package org.bpfskel.processor.model;

import org.bpfskel.processor.elf.Section;

/** A struct_ops variable and the section that its initial value stands in. */
record StructOpsPlace(StructOpsDeclaration declaration, Section section) {

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
