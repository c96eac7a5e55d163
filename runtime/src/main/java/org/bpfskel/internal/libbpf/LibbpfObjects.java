package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions on what the kernel has, whoever made it, by pin, by id and by descriptor: a
 * table. As {@link Libbpf} else.
 */
public final class LibbpfObjects {
  private LibbpfObjects() {}

  public static int bpf_map_create(
      int type,
      @Nullable String name,
      int keySize,
      int valueSize,
      int maxEntries,
      MapCreateOpts opts) {
    return libbpf().int32("bpf_map_create", type, name, keySize, valueSize, maxEntries, opts);
  }

  public static int bpf_btf_load(byte[] bytes, long size, long opts) {
    return libbpf().int32("bpf_btf_load", bytes, size, opts);
  }

  public static int bpf_obj_get_opts(String path, OpeningOpts opts) {
    return libbpf().int32("bpf_obj_get_opts", path, opts);
  }

  public static int bpf_map_get_fd_by_id_opts(int id, OpeningOpts opts) {
    return libbpf().int32("bpf_map_get_fd_by_id_opts", id, opts);
  }

  public static int bpf_link_get_fd_by_id(int id) {
    return libbpf().int32("bpf_link_get_fd_by_id", id);
  }

  public static int bpf_btf_get_fd_by_id(int id) {
    return libbpf().int32("bpf_btf_get_fd_by_id", id);
  }

  public static int bpf_map_get_next_id(int id, int[] next) {
    return libbpf().int32("bpf_map_get_next_id", id, next);
  }

  public static int bpf_prog_get_next_id(int id, int[] next) {
    return libbpf().int32("bpf_prog_get_next_id", id, next);
  }

  public static int bpf_link_get_next_id(int id, int[] next) {
    return libbpf().int32("bpf_link_get_next_id", id, next);
  }

  public static int bpf_btf_get_next_id(int id, int[] next) {
    return libbpf().int32("bpf_btf_get_next_id", id, next);
  }

  static int bpf_btf_get_info_by_fd(int fd, BpfBtfInfo info, int[] size) {
    return libbpf().int32("bpf_btf_get_info_by_fd", fd, info, size);
  }
}
