package org.bpfskel.map;

import java.util.function.Function;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.access.Door;
import org.bpfskel.access.ValueAccess;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.data.IntVar;
import org.bpfskel.data.LongVar;
import org.bpfskel.data.SectionPlace;
import org.bpfskel.data.StructVar;
import org.bpfskel.data.ValueVar;
import org.bpfskel.data.Variables;
import org.bpfskel.internal.section.ArrayMemory;
import org.jspecify.annotations.Nullable;

/** The elements of an array as handles on its memory, which is mapped when one is asked for. */
final class MappedElements<V> {
  private final BpfMap map;
  private final TypedElements<Integer, V> elements;
  private @Nullable ArrayMemory memory;

  MappedElements(BpfMap map, TypedElements<Integer, V> elements) {
    this.map = map;
    this.elements = elements;
  }

  ValueVar<V> at(int index) {
    ArrayMemory mapped = memory();
    return values().variable(mapped, name(index), offset(mapped, index), elements.values);
  }

  IntVar int32(int index) {
    ArrayMemory mapped = memory();
    requireSize(Integer.BYTES);
    return values().int32(mapped, name(index), offset(mapped, index));
  }

  LongVar int64(int index) {
    ArrayMemory mapped = memory();
    requireSize(Long.BYTES);
    return values().int64(mapped, name(index), offset(mapped, index));
  }

  <M extends Variables> M members(int index, Function<? super SectionPlace, M> typed) {
    if (at(index) instanceof StructVar<?> struct) {
      return struct.members(typed);
    }
    throw new IllegalArgumentException(map + ": its values are no structs, and have no members");
  }

  private static ValueAccess values() {
    return ValueDoor.values();
  }

  private Supplier<String> name(int index) {
    return () -> "%s[%d]".formatted(map.name(), index);
  }

  private synchronized ArrayMemory memory() {
    elements.take().close(); // not before load, not after close, and of the codec's size
    ArrayMemory known = memory;
    if (known == null) {
      if (map.type().isPerCpu()) {
        throw new BpfException(
            "mmap",
            map.name(),
            BpfException.Kind.INVALID,
            "the kernel lets nobody map an array that has values for each CPU");
      }
      known = ArrayMemory.of(Door.MAP.behind(map));
      memory = known;
    }
    return known;
  }

  private int offset(ArrayMemory mapped, int index) {
    int count = map.maxEntries();
    if (index < 0 || index >= count) {
      throw new IndexOutOfBoundsException(
          "%s has %d elements, none at %d".formatted(map, count, index));
    }
    return mapped.stride() * index;
  }

  private void requireSize(int bytes) {
    int size = elements.values.size();
    if (size != bytes) {
      throw new IllegalArgumentException(
          "%s: a value is %d bytes, not an integer of %d".formatted(map, size, bytes));
    }
  }
}
