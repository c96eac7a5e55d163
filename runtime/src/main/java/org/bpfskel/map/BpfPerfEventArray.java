package org.bpfskel.map;

import org.bpfskel.BpfMap;
import org.bpfskel.MapType;

/**
 * A map of type {@code BPF_MAP_TYPE_PERF_EVENT_ARRAY}: a buffer for each CPU, into which programs
 * on that CPU write records with {@code bpf_perf_event_output}, and from which a {@link
 * org.bpfskel.event.PerfBuffer PerfBuffer} takes them. Its keys are numbers of CPUs, its values
 * descriptors of the kernel's perf events.
 */
public final class BpfPerfEventArray extends MapOfKind {
  private BpfPerfEventArray(BpfMap map) {
    super(map, MapType.PERF_EVENT_ARRAY);
  }

  /**
   * The same map as its kind.
   *
   * @param map of an object that is open; it stays usable
   * @return the same map, with the operations of its kind
   * @throws IllegalArgumentException if the map is of another kind
   */
  public static BpfPerfEventArray of(BpfMap map) {
    return new BpfPerfEventArray(map);
  }
}
