package org.bpfskel;

import org.bpfskel.internal.Errno;
import org.bpfskel.internal.Libbpf;
import org.jspecify.annotations.Nullable;

/** The keys and values of a loaded map. Used under the object's lifetime only. */
final class MapElements {
  private final String map;
  private final long address;

  MapElements(String map, long address) {
    this.map = map;
    this.address = address;
  }

  byte @Nullable [] lookup(byte[] key) {
    byte[] value = new byte[valueSize()];
    int result =
        LibbpfCall.of("bpf_map__lookup_elem", map)
            .checkUnless(
                Errno.ENOENT,
                () ->
                    Libbpf.bpf_map__lookup_elem(address, key, key.length, value, value.length, 0));
    return result == -Errno.ENOENT ? null : value;
  }

  int update(byte[] key, byte[] value) {
    return LibbpfCall.of("bpf_map__update_elem", map)
        .check(() -> Libbpf.bpf_map__update_elem(address, key, key.length, value, value.length, 0));
  }

  /** One value, or for a per-CPU map one for each possible CPU, padded to a multiple of 8 bytes. */
  private int valueSize() {
    int size = Libbpf.bpf_map__value_size(address);
    return MapType.of(Libbpf.bpf_map__type(address)).isPerCpu()
        ? (size + 7) / 8 * 8 * Libbpf.libbpf_num_possible_cpus()
        : size;
  }
}
