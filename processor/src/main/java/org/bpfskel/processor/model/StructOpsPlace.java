package org.bpfskel.processor.model;

import org.bpfskel.processor.elf.Section;

/**
 * A struct_ops variable and where its initial value stands.
 *
 * @param structId BTF id of its struct
 */
record StructOpsPlace(SectionVariable variable, Section section, int structId) {

  String name() {
    return variable.name();
  }

  /** Where its first byte is in the section. */
  int offset() {
    return variable.offset();
  }

  /** In a {@code ?.struct_ops} section: no map is made of it unless asked for. */
  boolean isOptional() {
    return section.name().startsWith("?");
  }
}
