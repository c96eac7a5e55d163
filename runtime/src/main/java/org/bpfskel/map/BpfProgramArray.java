package org.bpfskel.map;

import java.util.OptionalInt;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.access.Door;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;

/**
 * The programs that {@code bpf_tail_call} may go on with: {@code BPF_MAP_TYPE_PROG_ARRAY}. The
 * kernel empties it when nothing but the array's own programs refers to it any more. All operations
 * throw {@link IllegalStateException} before load or after close, and {@link
 * org.bpfskel.BpfException} if the kernel refuses. Safe for use by several threads.
 */
public final class BpfProgramArray extends MapOfKind {
  private final TypedElements<Integer, Integer> elements;

  private BpfProgramArray(BpfMap map) {
    super(map, MapType.PROG_ARRAY);
    this.elements = TypedElements.of(map, Codec.INT32, Codec.INT32);
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind
   */
  public static BpfProgramArray of(BpfMap map) {
    return new BpfProgramArray(map);
  }

  /**
   * Puts a program: {@code bpf_map_update_elem} with its descriptor.
   *
   * @param index below {@link #maxEntries}
   * @param program a loaded one of this object or another, of the type of those that call
   */
  public void put(int index, BpfProgram program) {
    try (ElementBytes bytes = elements.takeWith(index)) {
      int answer =
          elements.calls.updateWithProgram(
              bytes,
              0,
              elements.valueAt,
              elements.valueAt,
              Door.PROGRAM.behind(program),
              UpdateFlags.ANY);
      if (answer == -Errno.EINVAL) {
        throw elements.calls.failure(
            WritableMap.UPDATE, answer, program + " is of another type than those in the map");
      }
      elements.check(WritableMap.UPDATE, answer);
    }
  }

  /**
   * The kernel's id of a program; empty if there is none at that index.
   *
   * @param index below {@link #maxEntries}
   * @return the id, as {@link org.bpfskel.ProgramInfo#id} has it
   */
  public OptionalInt programId(int index) {
    try (ElementBytes bytes = elements.takeWith(index)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      return elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)
          ? OptionalInt.of(elements.value(bytes))
          : OptionalInt.empty();
    }
  }

  /**
   * Takes a program out: {@code bpf_map_delete_elem}.
   *
   * @param index below {@link #maxEntries}
   * @return whether there was one
   */
  public boolean remove(int index) {
    return elements.remove(index);
  }
}
