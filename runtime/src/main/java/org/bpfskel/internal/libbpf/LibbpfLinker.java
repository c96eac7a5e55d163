package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

/** libbpf's functions that link objects statically: a table. As {@link Libbpf} else. */
public final class LibbpfLinker {
  private LibbpfLinker() {}

  public static long bpf_linker__new(String file) {
    return libbpf().int64("bpf_linker__new", file, 0L);
  }

  public static int bpf_linker__add_file(long linker, String file) {
    return libbpf().int32("bpf_linker__add_file", linker, file, 0L);
  }

  public static int bpf_linker__finalize(long linker) {
    return libbpf().int32("bpf_linker__finalize", linker);
  }

  public static void bpf_linker__free(long linker) {
    libbpf().call("bpf_linker__free", linker);
  }
}
