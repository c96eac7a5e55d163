package org.bpfskel.internal;

import com.sun.jna.Native;

/** The functions of {@link LibbpfElements} as native methods, for those that are called often. */
final class JnaElements {
  static {
    Native.register(JnaElements.class, LibbpfLibrary.library());
  }

  private JnaElements() {}

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
