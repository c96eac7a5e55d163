package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeStruct;

/**
 * A struct of options of libbpf's, which begins with its own size. libbpf takes one that is shorter
 * than its own, or longer if the rest is zeros.
 */
public abstract class LibbpfOpts extends NativeStruct {
  private static final int SZ = 0;

  LibbpfOpts(int size) {
    super(size);
    int64(SZ, size);
  }
}
