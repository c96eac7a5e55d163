package org.bpfskel.internal.libbpf;

/**
 * Native methods that {@link org.bpfskel.internal.foreign.NativeCalls#bind} makes C's functions.
 */
public final class NativeElements implements ElementCalls {
  NativeElements() {}

  @Override
  public native int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  @Override
  public native int bpf_map_update_elem(int fd, long key, long value, long flags);

  @Override
  public native int bpf_map_delete_elem(int fd, long key);

  @Override
  public native int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags);

  @Override
  public native int bpf_map_get_next_key(int fd, long key, long next);

  @Override
  public native int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  @Override
  public native int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  @Override
  public native int bpf_map_update_batch(int fd, long keys, long values, long count, long opts);

  @Override
  public native int bpf_map_delete_batch(int fd, long keys, long count, long opts);
}
