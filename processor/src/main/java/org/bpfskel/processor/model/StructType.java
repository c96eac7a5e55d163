package org.bpfskel.processor.model;

import java.util.List;
import org.bpfskel.btf.StructLayout;

/**
 * A C struct that becomes a nested class, one for all variables of that type.
 *
 * @param cName the name after {@code struct}
 * @param javaName simple name of the class
 * @param fields one for each member of the layout, in the same order
 */
public record StructType(String cName, String javaName, StructLayout layout, List<Field> fields) {
  public StructType {
    fields = List.copyOf(fields);
  }
}
