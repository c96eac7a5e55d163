package org.bpfskel.data;

import java.util.function.Function;
import java.util.function.Supplier;
import org.bpfskel.access.DataPlace;
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
   * Handles on the members as fields: those of the class {@code Members} that a skeleton has in the
   * class of each struct of a global variable.
   *
   * <pre>{@code
   * skel.bss.stats.members(Stats.Members::new).calls.getAndAdd(1);
   * }</pre>
   *
   * @param <M> the class with a field for each member
   * @param typed makes one, as the class's constructor does
   * @return handles that live as long as this one
   * @throws IllegalArgumentException if the class is of another struct
   */
  public <M extends Variables> M members(Function<? super SectionPlace, M> typed) {
    return typed.apply(new DataPlace(memory(), layout, offset, () -> name() + "."));
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
