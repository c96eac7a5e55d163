package org.bpfskel.processor.model;

import java.util.List;
import org.bpfskel.btf.StructLayout;

/**
 * A C struct or union that becomes a nested class: one for all variables of that type, one for all
 * places where it is embedded in others.
 *
 * @param cName the name after {@code struct} or {@code union}, empty for one without a tag
 * @param javaName simple name of the class
 * @param union whether it is a union
 * @param embedded whether it is part of others, and not the type of a variable
 * @param fields one for each member of the layout, in the same order
 */
public record StructType(
    String cName,
    String javaName,
    boolean union,
    boolean embedded,
    StructLayout layout,
    List<Field> fields) {
  public StructType {
    fields = List.copyOf(fields);
  }

  /** The type in C, such as {@code struct bpf_testmod_ops}. */
  public String cType() {
    return layout.cType();
  }
}
