package org.bpfskel;

import java.nio.ByteBuffer;
import java.util.List;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.DataMemory;
import org.bpfskel.internal.ErrnoException;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.MappedMemory;

/**
 * Where the variables of a section are: first in a copy, for libbpf's own is gone after close, then
 * mapped from the kernel's map. libbpf 1.4 leaves its own at a private copy after load.
 */
class SectionMemory extends DataMemory {
  private final MapHandle map;
  private final boolean kconfig;

  /** Whether load did not create the map, as it was told. */
  private boolean leftOut;

  /** {@code BPF_F_RDONLY_PROG}: constants for the verifier, which libbpf freezes at load. */
  private static final int RDONLY_PROG = 1 << 7;

  SectionMemory(MapHandle map, byte[] content) {
    super(content);
    this.map = map;
    this.kconfig = map.name.endsWith(".kconfig");
    if (kconfig) {
      replace(readable(), null);
    }
  }

  final byte[] bytes() {
    return content();
  }

  final void fill(byte[] value) {
    readable().put(0, value);
  }

  /** What libbpf computes at load is left to it. */
  void flush() {
    if (!kconfig) {
      map.initialValue.write(content());
    }
  }

  /** Stays with the copy, of a section without variables: libbpf makes it no map to be mapped. */
  void keep() {
    replace(readable(), null);
  }

  void map() {
    if (Libbpf.bpf_map__autocreate(map.address) == 0) {
      leftOut = true;
      replaceByNone();
      return;
    }
    boolean writable = (Libbpf.bpf_map__map_flags(map.address) & RDONLY_PROG) == 0;
    int size = readable().capacity();
    try {
      ByteBuffer shared = MappedMemory.map(Libbpf.bpf_map__fd(map.address), 0, size, writable);
      replace(shared, writable ? shared : null);
    } catch (ErrnoException e) {
      throw LibbpfCall.of(e.function(), map.name).failure(e.errno(), List.of());
    }
  }

  /** Within the object's close: what is mapped here stays for as long as it is referred to. */
  void leave() {}

  @Override
  protected String refusal() {
    if (leftOut) {
      return "load did not create map " + Printable.of(map.name) + ", for its autocreate was off";
    }
    return kconfig
        ? "libbpf sets it at load, from the kernel's configuration and what OpenOptions add to it"
        : "the kernel has taken its value as a constant at load";
  }
}
