package org.bpfskel;

import org.bpfskel.btf.Printable;
import org.bpfskel.internal.Libbpf;

/**
 * libbpf's {@code struct bpf_link}, until it is freed. Knows nothing of the object that it is of,
 * for it is freed also when nobody can reach that any more.
 */
final class NativeLink {
  private final String name;

  /** 0 once it is freed; changed under the object's lifetime, and seen without. */
  private volatile long address;

  /**
   * @param name of what is attached, for messages
   */
  NativeLink(String name, long address) {
    this.name = name;
    this.address = address;
  }

  String name() {
    return name;
  }

  boolean isOpen() {
    return address != 0;
  }

  /** Where it is. */
  long address() {
    if (address == 0) {
      throw new IllegalStateException("link of " + Printable.of(name) + " is closed");
    }
    return address;
  }

  /** Frees it. The object calls this once, while it has itself alone. */
  void destroy() {
    long freed = address;
    address = 0;
    LibbpfCall.of("bpf_link__destroy", name).check(() -> Libbpf.bpf_link__destroy(freed));
  }
}
