package org.bpfskel.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.GrownArray;

/**
 * C: an array. {@link #get} and {@link #set} copy all of it; {@link #at} gives a handle on one
 * element.
 *
 * @param <A> the Java array of a copy
 * @param <E> the handle of an element
 */
public final class ArrayVar<A, E extends Variable> extends ValueVar<A> {
  private final List<Integer> declared;
  private final int elementSize;
  private final ElementMaker<E> element;

  /** Makes the handle of one element. */
  interface ElementMaker<E> {
    E at(DataMemory memory, Supplier<String> name, int offset);
  }

  ArrayVar(
      DataMemory memory,
      Supplier<String> name,
      int offset,
      Codec<A> codec,
      List<Integer> lengths,
      int elementSize,
      ElementMaker<E> element) {
    super(memory, name, offset, codec);
    this.declared = lengths;
    this.elementSize = elementSize;
    this.element = element;
  }

  /**
   * Elements of the first dimension: as in C, or what {@code DataMap.grow} has made of it.
   *
   * @return at least 0
   */
  public int length() {
    return lengths().get(0);
  }

  /**
   * Elements of each dimension, as in C.
   *
   * @return one for each dimension, from the first
   */
  public List<Integer> lengths() {
    GrownArray grown = grownTo();
    if (grown == null) {
      return declared;
    }
    List<Integer> lengths = new ArrayList<>(declared);
    lengths.set(0, grown.length());
    return List.copyOf(lengths);
  }

  /**
   * {@return the handle of one element}
   *
   * @param subscripts one for each dimension, as in C
   * @throws IllegalArgumentException if there are more or fewer subscripts than dimensions
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public E at(int... subscripts) {
    List<Integer> lengths = lengths();
    if (subscripts.length != lengths.size()) {
      throw new IllegalArgumentException(
          "%s has %d dimensions, not %d"
              .formatted(Printable.of(name()), lengths.size(), subscripts.length));
    }
    int place = 0;
    for (int i = 0; i < subscripts.length; i++) {
      int length = lengths.get(i);
      if (subscripts[i] < 0 || subscripts[i] >= length) {
        throw new IndexOutOfBoundsException(
            "%s has %d elements in dimension %d, none at %d"
                .formatted(Printable.of(name()), length, i + 1, subscripts[i]));
      }
      place = place * length + subscripts[i];
    }
    return element.at(memory(), () -> name(subscripts), offset + place * elementSize);
  }

  private String name(int... subscripts) {
    StringBuilder name = new StringBuilder(name());
    for (int subscript : subscripts) {
      name.append('[').append(subscript).append(']');
    }
    return name.toString();
  }
}
