package org.bpfskel.map;

import java.util.OptionalInt;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.attach.Interface;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces that {@code bpf_redirect_map} may send a packet to: {@code BPF_MAP_TYPE_DEVMAP},
 * whose keys are indexes below {@link #maxEntries}, and {@code DEVMAP_HASH}, whose keys are any
 * numbers of 32 bits. The kernel takes out an interface that goes away. If a value is C's {@code
 * struct bpf_devmap_val}, an interface may have a program of {@code SEC("xdp/devmap")}, which runs
 * on each packet before it is sent. All operations on elements throw {@link IllegalStateException}
 * before load or after close, and {@link org.bpfskel.BpfException} if the kernel refuses. Safe for
 * use by several threads.
 */
public final class BpfDevMap extends MapOfKind {
  private final RedirectElements elements;

  private BpfDevMap(BpfMap map) {
    super(map, MapType.DEVMAP, MapType.DEVMAP_HASH);
    this.elements = new RedirectElements(map, AttachType.XDP_DEVMAP, "xdp/devmap");
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its values have neither 4 nor 8
   *     bytes
   */
  public static BpfDevMap of(BpfMap map) {
    return new BpfDevMap(map);
  }

  /**
   * Puts an interface, without a program: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @param device an interface of this thread's network namespace
   */
  public void put(int key, Interface device) {
    put(key, device, null);
  }

  /**
   * Puts an interface and a program that runs before a packet is sent there: {@code
   * bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @param device an interface of this thread's network namespace
   * @param program a loaded one of {@code SEC("xdp/devmap")}, of this object or another, or null
   *     for none; the kernel keeps it as long as it is in here
   * @throws org.bpfskel.BpfException if the kernel refuses, or the map's values are 4 bytes, which
   *     have no room for a program
   */
  public void put(int key, Interface device, @Nullable BpfProgram program) {
    elements.put(
        key, device::currentIndex, program, errno -> errno == Errno.EINVAL ? missing(device) : "");
  }

  private static String missing(Interface device) {
    return "this network namespace may have no interface " + device;
  }

  /**
   * The interface at a key: {@code bpf_map_lookup_elem}.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @return the interface's index, in the network namespace that it was put from; empty if the key
   *     has none
   */
  public OptionalInt ifindex(int key) {
    return elements.target(key);
  }

  /**
   * The program of the interface at a key: {@code bpf_map_lookup_elem}.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @return the program's id, as {@link org.bpfskel.ProgramInfo#id} has it; empty if the key has no
   *     interface, or that has no program
   */
  public OptionalInt programId(int key) {
    return elements.programId(key);
  }

  /**
   * Takes an interface out: {@code bpf_map_delete_elem}.
   *
   * @param key of a hash, or an index below {@link #maxEntries}
   * @return whether the key had one; of a {@code DEVMAP} always true
   */
  public boolean remove(int key) {
    return elements.remove(key);
  }

  /**
   * The keys that have interfaces; each iterator walks anew.
   *
   * @return keys in the order in which the kernel gives them
   */
  public Iterable<Integer> keys() {
    return elements.keys();
  }
}
