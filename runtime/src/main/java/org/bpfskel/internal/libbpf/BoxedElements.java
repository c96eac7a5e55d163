package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

/** As all other functions of libbpf are called: nothing is made ready, each call takes longer. */
final class BoxedElements implements ElementCalls {
  @Override
  public int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    return libbpf().int32("bpf_map_lookup_elem_flags", fd, key, value, flags);
  }

  @Override
  public int bpf_map_update_elem(int fd, long key, long value, long flags) {
    return libbpf().int32("bpf_map_update_elem", fd, key, value, flags);
  }

  @Override
  public int bpf_map_delete_elem(int fd, long key) {
    return libbpf().int32("bpf_map_delete_elem", fd, key);
  }

  @Override
  public int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    return libbpf().int32("bpf_map_lookup_and_delete_elem_flags", fd, key, value, flags);
  }

  @Override
  public int bpf_map_get_next_key(int fd, long key, long next) {
    return libbpf().int32("bpf_map_get_next_key", fd, key, next);
  }

  @Override
  public int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return libbpf().int32("bpf_map_lookup_batch", fd, in, out, keys, values, count, opts);
  }

  @Override
  public int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return libbpf()
        .int32("bpf_map_lookup_and_delete_batch", fd, in, out, keys, values, count, opts);
  }

  @Override
  public int bpf_map_update_batch(int fd, long keys, long values, long count, long opts) {
    return libbpf().int32("bpf_map_update_batch", fd, keys, values, count, opts);
  }

  @Override
  public int bpf_map_delete_batch(int fd, long keys, long count, long opts) {
    return libbpf().int32("bpf_map_delete_batch", fd, keys, count, opts);
  }
}
