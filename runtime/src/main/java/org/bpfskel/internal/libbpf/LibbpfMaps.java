package org.bpfskel.internal.libbpf;

import static org.bpfskel.internal.libbpf.LibbpfLibrary.libbpf;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions that say what load makes of a map, and that pin and describe it: a table. As
 * {@link Libbpf} else.
 */
public final class LibbpfMaps {
  private LibbpfMaps() {}

  public static int libbpf_probe_bpf_map_type(int type, long opts) {
    return libbpf().int32("libbpf_probe_bpf_map_type", type, opts);
  }

  public static int bpf_map__set_type(long map, int type) {
    return libbpf().int32("bpf_map__set_type", map, type);
  }

  public static int bpf_map__set_key_size(long map, int size) {
    return libbpf().int32("bpf_map__set_key_size", map, size);
  }

  public static int bpf_map__set_value_size(long map, int size) {
    return libbpf().int32("bpf_map__set_value_size", map, size);
  }

  public static int bpf_map__set_max_entries(long map, int maxEntries) {
    return libbpf().int32("bpf_map__set_max_entries", map, maxEntries);
  }

  public static int bpf_map__set_map_flags(long map, int flags) {
    return libbpf().int32("bpf_map__set_map_flags", map, flags);
  }

  public static int bpf_map__numa_node(long map) {
    return libbpf().int32("bpf_map__numa_node", map);
  }

  public static int bpf_map__set_numa_node(long map, int node) {
    return libbpf().int32("bpf_map__set_numa_node", map, node);
  }

  public static int bpf_map__ifindex(long map) {
    return libbpf().int32("bpf_map__ifindex", map);
  }

  public static int bpf_map__set_ifindex(long map, int ifindex) {
    return libbpf().int32("bpf_map__set_ifindex", map, ifindex);
  }

  public static long bpf_map__map_extra(long map) {
    return libbpf().int64("bpf_map__map_extra", map);
  }

  public static int bpf_map__set_map_extra(long map, long extra) {
    return libbpf().int32("bpf_map__set_map_extra", map, extra);
  }

  public static int bpf_map__set_inner_map_fd(long map, int fd) {
    return libbpf().int32("bpf_map__set_inner_map_fd", map, fd);
  }

  public static int bpf_map__reuse_fd(long map, int fd) {
    return libbpf().int32("bpf_map__reuse_fd", map, fd);
  }

  public static byte bpf_map__is_pinned(long map) {
    return libbpf().int8("bpf_map__is_pinned", map);
  }

  public static long bpf_map__pin_path(long map) {
    return libbpf().int64("bpf_map__pin_path", map);
  }

  public static int bpf_map__set_pin_path(long map, @Nullable String path) {
    return libbpf().int32("bpf_map__set_pin_path", map, path);
  }

  public static int bpf_map__pin(long map, @Nullable String path) {
    return libbpf().int32("bpf_map__pin", map, path);
  }

  public static int bpf_map__unpin(long map, @Nullable String path) {
    return libbpf().int32("bpf_map__unpin", map, path);
  }

  public static int bpf_map_freeze(int fd) {
    return libbpf().int32("bpf_map_freeze", fd);
  }

  static int bpf_map_get_info_by_fd(int fd, BpfMapInfo info, int[] size) {
    return libbpf().int32("bpf_map_get_info_by_fd", fd, info, size);
  }

  public static int bpf_obj_pin(int fd, String path) {
    return libbpf().int32("bpf_obj_pin", fd, path);
  }

  public static int bpf_obj_get(String path) {
    return libbpf().int32("bpf_obj_get", path);
  }

  public static int bpf_map__max_entries(long map) {
    return libbpf().int32("bpf_map__max_entries", map);
  }

  public static int bpf_map_delete_elem(int fd, byte[] key) {
    return libbpf().int32("bpf_map_delete_elem", fd, key);
  }
}
