package org.bpfskel.internal.libbpf;

import org.bpfskel.internal.foreign.DirectCalls;
import org.bpfskel.internal.foreign.NativeFunctions;

/** By address, where C can be called so from the first call on. */
final class DirectElements implements ElementCalls {
  private final DirectCalls calls;
  private final long lookup;
  private final long update;
  private final long delete;
  private final long lookupAndDelete;
  private final long nextKey;
  private final long lookupBatch;
  private final long lookupAndDeleteBatch;
  private final long updateBatch;
  private final long deleteBatch;

  DirectElements(DirectCalls calls, NativeFunctions libbpf) {
    this.calls = calls;
    this.lookup = libbpf.address("bpf_map_lookup_elem_flags");
    this.update = libbpf.address("bpf_map_update_elem");
    this.delete = libbpf.address("bpf_map_delete_elem");
    this.lookupAndDelete = libbpf.address("bpf_map_lookup_and_delete_elem_flags");
    this.nextKey = libbpf.address("bpf_map_get_next_key");
    this.lookupBatch = libbpf.address("bpf_map_lookup_batch");
    this.lookupAndDeleteBatch = libbpf.address("bpf_map_lookup_and_delete_batch");
    this.updateBatch = libbpf.address("bpf_map_update_batch");
    this.deleteBatch = libbpf.address("bpf_map_delete_batch");
  }

  @Override
  public int bpf_map_lookup_elem_flags(int fd, long key, long value, long flags) {
    return (int) calls.invoke(lookup, fd, key, value, flags, 0, 0, 0, 0);
  }

  @Override
  public int bpf_map_update_elem(int fd, long key, long value, long flags) {
    return (int) calls.invoke(update, fd, key, value, flags, 0, 0, 0, 0);
  }

  @Override
  public int bpf_map_delete_elem(int fd, long key) {
    return (int) calls.invoke(delete, fd, key, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public int bpf_map_lookup_and_delete_elem_flags(int fd, long key, long value, long flags) {
    return (int) calls.invoke(lookupAndDelete, fd, key, value, flags, 0, 0, 0, 0);
  }

  @Override
  public int bpf_map_get_next_key(int fd, long key, long next) {
    return (int) calls.invoke(nextKey, fd, key, next, 0, 0, 0, 0, 0);
  }

  @Override
  public int bpf_map_lookup_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return (int) calls.invoke(lookupBatch, fd, in, out, keys, values, count, opts, 0);
  }

  @Override
  public int bpf_map_lookup_and_delete_batch(
      int fd, long in, long out, long keys, long values, long count, long opts) {
    return (int) calls.invoke(lookupAndDeleteBatch, fd, in, out, keys, values, count, opts, 0);
  }

  @Override
  public int bpf_map_update_batch(int fd, long keys, long values, long count, long opts) {
    return (int) calls.invoke(updateBatch, fd, keys, values, count, opts, 0, 0, 0);
  }

  @Override
  public int bpf_map_delete_batch(int fd, long keys, long count, long opts) {
    return (int) calls.invoke(deleteBatch, fd, keys, count, opts, 0, 0, 0, 0);
  }
}
