package org.bpfskel.internal;

/**
 * libbpf's functions on the elements of a map, by its file descriptor: a table of primitives alone,
 * so that a call allocates nothing. As {@link Libbpf} else; bound when a map is first used.
 */
public final class LibbpfElements {
  static {
    LibbpfLibrary.bind(LibbpfElements.class);
  }

  private LibbpfElements() {}

  public static native int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  public static native int bpf_map_update_elem(int fd, long key, long value, long flags);

  public static native int bpf_map_delete_elem(int fd, long key);

  public static native int bpf_map_lookup_and_delete_elem_flags(
      int fd, long key, long value, long flags);

  public static native int bpf_map_get_next_key(int fd, long key, long next);

  public static native int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  public static native int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  public static native int bpf_map_update_batch(
      int fd, long keys, long values, long count, long opts);

  public static native int bpf_map_delete_batch(int fd, long keys, long count, long opts);
}
