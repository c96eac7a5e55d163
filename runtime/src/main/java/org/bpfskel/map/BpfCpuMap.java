package org.bpfskel.map;

import java.util.OptionalInt;
import org.bpfskel.AttachType;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The CPUs that {@code bpf_redirect_map} may send a packet to: {@code BPF_MAP_TYPE_CPUMAP}. A key
 * is the number of a CPU, below {@link #maxEntries}. If a value is C's {@code struct
 * bpf_cpumap_val}, a CPU may have a program of {@code SEC("xdp/cpumap")}, which runs there on each
 * packet. All operations on elements throw {@link IllegalStateException} before load or after
 * close, and {@link org.bpfskel.BpfException} if the kernel refuses. Safe for use by several
 * threads.
 */
public final class BpfCpuMap extends MapOfKind {
  /** Kernel's limit. */
  private static final int MAX_QUEUE_SIZE = 16384;

  private final RedirectElements elements;

  private BpfCpuMap(BpfMap map) {
    super(map, MapType.CPUMAP);
    this.elements = new RedirectElements(map, AttachType.XDP_CPUMAP, "xdp/cpumap");
  }

  /**
   * This face of a map.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if it is of another kind, or its values have neither 4 nor 8
   *     bytes
   */
  public static BpfCpuMap of(BpfMap map) {
    return new BpfCpuMap(map);
  }

  /**
   * Puts a CPU, without a program: {@code bpf_map_update_elem} with {@code BPF_ANY}. The kernel
   * starts a thread there that takes the packets.
   *
   * @param cpu its number, below {@link #maxEntries}
   * @param queueSize how many packets may wait there, from 1 to 16384
   * @throws IllegalArgumentException if the queue's size is none of these
   */
  public void put(int cpu, int queueSize) {
    put(cpu, queueSize, null);
  }

  /**
   * Puts a CPU and a program that runs there: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param cpu its number, below {@link #maxEntries}
   * @param queueSize how many packets may wait there, from 1 to 16384
   * @param program a loaded one of {@code SEC("xdp/cpumap")}, of this object or another, or null
   *     for none; the kernel keeps it as long as it is in here
   * @throws IllegalArgumentException if the queue's size is none of these
   * @throws org.bpfskel.BpfException if the kernel refuses, or the map's values are 4 bytes, which
   *     have no room for a program
   */
  public void put(int cpu, int queueSize, @Nullable BpfProgram program) {
    if (queueSize < 1 || queueSize > MAX_QUEUE_SIZE) {
      throw new IllegalArgumentException(
          "%s: the queue of a CPU holds from 1 to %d packets, not %d"
              .formatted(this, MAX_QUEUE_SIZE, queueSize));
    }
    elements.put(
        cpu,
        () -> queueSize,
        program,
        errno -> errno == Errno.ENODEV ? "there is no CPU " + cpu : "");
  }

  /**
   * The size of a CPU's queue: {@code bpf_map_lookup_elem}.
   *
   * @param cpu its number, below {@link #maxEntries}
   * @return how many packets may wait there; empty if the CPU is not in the map
   */
  public OptionalInt queueSize(int cpu) {
    return elements.target(cpu);
  }

  /**
   * The program of a CPU: {@code bpf_map_lookup_elem}.
   *
   * @param cpu its number, below {@link #maxEntries}
   * @return the program's id, as {@link org.bpfskel.ProgramInfo#id} has it; empty if the CPU is not
   *     in the map, or has no program
   */
  public OptionalInt programId(int cpu) {
    return elements.programId(cpu);
  }

  /**
   * Takes a CPU out: {@code bpf_map_delete_elem}. A CPU that is not in the map does not matter.
   *
   * @param cpu its number, below {@link #maxEntries}
   */
  public void remove(int cpu) {
    elements.remove(cpu);
  }

  /**
   * The CPUs in the map; each iterator walks anew.
   *
   * @return their numbers, from the least on
   */
  public Iterable<Integer> cpus() {
    return elements.keys();
  }
}
