package org.bpfskel.processor.model;

import java.util.List;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.object.SectionVariable;

/**
 * A section of global variables, the value of one array map or the beginning of an arena.
 *
 * @param kind what libbpf makes of it
 * @param name of the ELF section, such as {@code .bss}
 * @param javaName of the map and of the group of variables, such as {@code bss}
 * @param size in bytes; 0 of raw BTF
 * @param variables those that are neither static nor hidden, by offset; empty for a section that
 *     has no type information, such as {@code .rodata.str1.1}, and of raw BTF, which does not say
 *     where they lie
 * @param exposed whether it has such variables, of raw BTF too
 */
record DataSection(
    SectionKind kind,
    String name,
    String javaName,
    int size,
    List<SectionVariable> variables,
    boolean exposed) {
  DataSection {
    variables = List.copyOf(variables);
  }
}
