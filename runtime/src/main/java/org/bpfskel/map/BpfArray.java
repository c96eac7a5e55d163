package org.bpfskel.map;

import java.util.function.Function;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variables;

/**
 * An array, whose elements are all there from the beginning: {@code BPF_MAP_TYPE_ARRAY}, and {@code
 * PERCPU_ARRAY}, whose values are those of {@link PerCpu}. A key is an index below {@link
 * #maxEntries}; {@link #get} of another one is null, {@link #put} to one {@code E2BIG}.
 *
 * @param <V> what a value is in Java
 */
public final class BpfArray<V> extends WritableMap<Integer, V> {
  private final MappedElements<V> mapped = new MappedElements<>(this, elements);

  private BpfArray(BpfMap map, Codec<V> values) {
    super(map, Codec.INT32, values, MapType.ARRAY, MapType.PERCPU_ARRAY);
  }

  /**
   * This face of a map.
   *
   * @param <V> what a value is in Java
   * @param map of an object that is open; it stays usable
   * @param values how a value lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its values have another size
   */
  public static <V> BpfArray<V> of(BpfMap map, Codec<V> values) {
    return new BpfArray<>(map, values);
  }

  /**
   * An element in the memory that programs use, as a global variable is: of an array that C
   * declares with {@code BPF_F_MMAPABLE}. No access makes a system call; the handle works for as
   * long as anything refers to it, and keeps the kernel's map meanwhile, closed objects included.
   * The first call maps the whole array; the kernel then refuses to freeze it. Of a struct it is a
   * {@link org.bpfskel.data.StructVar}.
   *
   * @param index of the element, below {@link #maxEntries}
   * @return a handle that reads and writes the whole value, byte after byte
   * @throws IndexOutOfBoundsException if there is no such element
   * @throws org.bpfskel.BpfException if the map lacks the flag, is per CPU or larger than 2 GiB, or
   *     the kernel refuses: {@code EPERM} of a frozen one
   * @throws IllegalStateException before load or after close
   */
  public ValueVar<V> mapped(int index) {
    return mapped.at(index);
  }

  /**
   * As {@link #mapped}, of integers of 4 bytes: with atomic and ordered access.
   *
   * @param index of the element, below {@link #maxEntries}
   * @return a handle on the integer
   * @throws IllegalArgumentException if values have not 4 bytes
   */
  public IntVar mappedInt(int index) {
    return mapped.int32(index);
  }

  /**
   * As {@link #mapped}, of integers of 8 bytes: with atomic and ordered access.
   *
   * @param index of the element, below {@link #maxEntries}
   * @return a handle on the integer
   * @throws IllegalArgumentException if values have not 8 bytes
   */
  public LongVar mappedLong(int index) {
    return mapped.int64(index);
  }

  /**
   * As {@link #mapped}, of structs: handles on the members, by the class {@code Members} in that of
   * the struct.
   *
   * <pre>{@code
   * skel.maps.slots.mappedMembers(3, Slot.Members::new).count.getAndAdd(1);
   * }</pre>
   *
   * @param <M> the class with a field for each member
   * @param index of the element, below {@link #maxEntries}
   * @param typed makes one, as the class's constructor does
   * @return handles on the members of that element
   * @throws IllegalArgumentException if values are no structs, or the class is of another one
   */
  public <M extends Variables> M mappedMembers(int index, Function<? super SectionPlace, M> typed) {
    return mapped.members(index, typed);
  }
}
