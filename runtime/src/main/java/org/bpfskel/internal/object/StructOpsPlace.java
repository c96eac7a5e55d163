package org.bpfskel.internal.object;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.elf.Section;

/** A struct_ops variable and the section that its initial value stands in. */
public record StructOpsPlace(StructOpsDeclaration declaration, Section section) {

  /** Those of the variables at these places, in the same order. */
  public static List<StructOpsDeclaration> declarations(List<StructOpsPlace> places) {
    List<StructOpsDeclaration> declarations = new ArrayList<>(places.size());
    for (StructOpsPlace place : places) {
      declarations.add(place.declaration());
    }
    return declarations;
  }

  public String name() {
    return declaration.variable().name();
  }

  /** BTF id of its struct. */
  public int structId() {
    return declaration.structId();
  }

  /** Bytes of its struct. */
  public int size() {
    return declaration.size();
  }

  /** Where its first byte is in the section. */
  public int offset() {
    return declaration.variable().offset();
  }

  /** In a {@code ?.struct_ops} section: no map is made of it unless asked for. */
  public boolean isOptional() {
    return SectionKind.isOptional(section.name());
  }
}
