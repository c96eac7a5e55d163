package org.bpfskel.data;

import java.util.function.Supplier;
import org.bpfskel.btf.StructLayout;
import org.bpfskel.internal.value.DataMemory;

/**
 * C: a struct or union. {@link #get} and {@link #set} copy all of it; {@link #members} gives
 * handles on single members, which can be read and set while programs use the others.
 *
 * @param <T> the class of a copy
 */
public final class StructVar<T extends StructValue> extends ValueVar<T> {
  private final StructLayout layout;

  StructVar(
      DataMemory memory, Supplier<String> name, int offset, StructLayout layout, Codec<T> codec) {
    super(memory, name, offset, codec);
    this.layout = layout;
  }

  /**
   * Handles on the members, by their names in C.
   *
   * @return handles that live as long as this one
   */
  public Variables members() {
    return new Variables(memory(), layout, offset, () -> name() + ".");
  }
}
