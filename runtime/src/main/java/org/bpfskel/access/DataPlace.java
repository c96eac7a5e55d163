package org.bpfskel.access;

import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.internal.value.DataMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SectionPlace} is, which only this module sees.
 *
 * @param layout what is there: the variables of a section, or the members of one variable
 * @param base where it begins in the memory
 * @param path precedes the names in C; null of a section
 */
public record DataPlace(
    DataMemory memory, StructLayout layout, int base, @Nullable Supplier<String> path)
    implements SectionPlace {

  /** Of a section. */
  public DataPlace(DataMemory memory, StructLayout layout) {
    this(memory, layout, 0, null);
  }
}
