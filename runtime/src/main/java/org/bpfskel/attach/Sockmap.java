package org.bpfskel.attach;

import org.bpfskel.BpfMap;

/**
 * The sockets in a map, for {@code SEC("sk_skb/…")} and {@code SEC("sk_msg")}: {@code
 * bpf_program__attach_sockmap}. Needs libbpf 1.5 and Linux 6.10.
 *
 * @param map a {@code BPF_MAP_TYPE_SOCKMAP} or {@code BPF_MAP_TYPE_SOCKHASH} of a loaded object
 */
public record Sockmap(BpfMap map) implements AttachTarget {
  /** The sockets in that map. */
  public static Sockmap of(BpfMap map) {
    return new Sockmap(map);
  }
}
