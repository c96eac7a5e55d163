package org.bpfskel.map;

import java.util.Arrays;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * Call stacks by the number that {@code bpf_get_stackid} gave: {@code BPF_MAP_TYPE_STACK_TRACE}.
 * All operations throw {@link IllegalStateException} before load or after close, and {@link
 * org.bpfskel.BpfException} if the kernel refuses. Safe for use by several threads.
 */
public final class BpfStackTraces extends MapOfKind {
  private final TypedElements<Integer, byte[]> elements;

  private BpfStackTraces(BpfMap map) {
    super(map, MapType.STACK_TRACE);
    this.elements = TypedElements.of(map, Codec.INT32, Codec.bytes(map.valueSize()));
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind
   */
  public static BpfStackTraces of(BpfMap map) {
    return new BpfStackTraces(map);
  }

  /**
   * The return addresses of a stack, innermost first; null if there is no such stack. For a map
   * with {@code BPF_F_STACK_BUILD_ID} use {@link org.bpfskel.MapBytes#lookup bytes().lookup}.
   *
   * @param id what {@code bpf_get_stackid} returned to the program
   * @return addresses, at most as many as a value has room for; the caller's own
   */
  public long @Nullable [] get(int id) {
    try (ElementBytes bytes = elements.takeWith(id)) {
      int answer = elements.calls.lookup(bytes, 0, elements.valueAt, 0);
      if (!elements.succeeded(ReadableMap.LOOKUP, answer, Errno.ENOENT)) {
        return null;
      }
      long[] stack = new long[elements.values.size() / Long.BYTES];
      int depth = 0;
      for (int i = 0; i < stack.length; i++) {
        stack[i] = bytes.buffer().getLong(elements.valueAt + i * Long.BYTES);
        depth = stack[i] == 0 ? depth : i + 1;
      }
      return Arrays.copyOf(stack, depth);
    }
  }

  /**
   * Forgets a stack, so that its number can be given again: {@code bpf_map_delete_elem}.
   *
   * @param id what {@code bpf_get_stackid} returned to the program
   * @return whether there was one
   */
  public boolean remove(int id) {
    return elements.remove(id);
  }

  /**
   * The numbers of the stacks that are there; each iterator walks anew.
   *
   * @return ids in the order in which the kernel gives them
   */
  public Iterable<Integer> keys() {
    return elements.keysThatAreThere();
  }
}
