package org.bpfskel.internal.libbpf;

/** The functions of libbpf on the elements of a map, under their own names. */
interface ElementCalls {
  int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags);

  int bpf_map_update_elem(int fd, long key, long value, long flags);

  int bpf_map_delete_elem(int fd, long key);

  int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags);

  int bpf_map_get_next_key(int fd, long key, long next);

  int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts);

  int bpf_map_update_batch(int fd, long keys, long values, long count, long opts);

  int bpf_map_delete_batch(int fd, long keys, long count, long opts);
}
