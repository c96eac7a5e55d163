package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeMemory;
import org.jspecify.annotations.Nullable;

/** The functions of libbpf that take or give memory with its size. */
public final class LibbpfBuffers {
  private LibbpfBuffers() {}

  /** {@code bpf_object__open_mem}: the new object's address, or 0 and errno. */
  public static long open(byte[] bytes, OpenOpts opts) {
    return Libbpf.bpf_object__open_mem(bytes, bytes.length, opts);
  }

  /** {@code bpf_map__initial_value}: where libbpf keeps it; null if the map has none. */
  public static NativeMemory.@Nullable Block initialValue(long map) {
    long[] size = new long[1];
    long address = Libbpf.bpf_map__initial_value(map, size);
    return address == 0 ? null : new NativeMemory.Block(address, size[0]);
  }
}
