package org.bpfskel.processor.model;

import java.util.List;
import org.bpfskel.btf.StructLayout;

/**
 * The variables of a data section, which become a nested class of handles.
 *
 * @param section name in ELF, such as {@code .bss}
 * @param javaName name of the group's field in the skeleton
 * @param className simple name of the class
 * @param layout the variables as members
 * @param variables one for each member of the layout, in the same order
 */
public record DataGroup(
    String section, String javaName, String className, StructLayout layout, List<Field> variables) {
  public DataGroup {
    variables = List.copyOf(variables);
  }
}
