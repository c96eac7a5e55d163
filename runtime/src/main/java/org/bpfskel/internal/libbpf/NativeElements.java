package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.NativeBinding;
import org.bpfskel.internal.foreign.NativeFunctions;

/** The functions of {@link LibbpfElements} as native methods, for those that are called often. */
public final class NativeElements {
  private static final int UNKNOWN = 0;
  private static final int BOUND = 1;
  private static final int NONE = 2;

  private static volatile int state;

  private NativeElements() {}

  /** Whether they can be called; the slow calls go on where they cannot. */
  static boolean areBound() {
    return state == UNKNOWN ? bind() : state == BOUND;
  }

  private static synchronized boolean bind() {
    if (state == UNKNOWN) {
      NativeFunctions libbpf = LibbpfLibrary.libbpf();
      boolean bound = NativeBinding.calls().bind(NativeElements.class, libbpf::address);
      state = bound ? BOUND : NONE;
    }
    return state == BOUND;
  }

  static native int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  static native int bpf_map_update_elem(int fd, long key, long value, long flags);

  static native int bpf_map_delete_elem(int fd, long key);

  static native int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags);

  static native int bpf_map_get_next_key(int fd, long key, long next);

  static native int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  static native int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  static native int bpf_map_update_batch(int fd, long keys, long values, long count, long opts);

  static native int bpf_map_delete_batch(int fd, long keys, long count, long opts);
}
