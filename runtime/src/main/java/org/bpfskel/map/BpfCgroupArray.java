package org.bpfskel.map;

import java.nio.file.Path;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.element.ElementBytes;

/**
 * Cgroups that programs ask about, as {@code bpf_current_task_under_cgroup} does: {@code
 * BPF_MAP_TYPE_CGROUP_ARRAY}. It cannot be read. All operations throw {@link IllegalStateException}
 * before load or after close, and {@link org.bpfskel.BpfException} if the kernel refuses. Safe for
 * use by several threads.
 */
public final class BpfCgroupArray extends MapOfKind {
  private final TypedElements<Integer, Integer> elements;

  private BpfCgroupArray(BpfMap map) {
    super(map, MapType.CGROUP_ARRAY);
    this.elements = TypedElements.of(map, Codec.INT32, Codec.INT32);
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind
   */
  public static BpfCgroupArray of(BpfMap map) {
    return new BpfCgroupArray(map);
  }

  /**
   * Puts a cgroup: {@code bpf_map_update_elem} with a descriptor of its directory.
   *
   * @param index below {@link #maxEntries}
   * @param cgroup a directory of a cgroup file system of version 2
   * @throws org.bpfskel.BpfException if there is no such directory, too
   */
  public void put(int index, Path cgroup) {
    Opened.with(
        cgroup,
        descriptor -> {
          try (ElementBytes bytes = elements.takeWith(index, descriptor)) {
            int answer = elements.calls.update(bytes, 0, elements.valueAt, UpdateFlags.ANY);
            elements.check(WritableMap.UPDATE, answer);
            return answer;
          }
        });
  }

  /**
   * Takes a cgroup out: {@code bpf_map_delete_elem}.
   *
   * @param index below {@link #maxEntries}
   * @return whether there was one
   */
  public boolean remove(int index) {
    return elements.remove(index);
  }
}
