package org.bpfskel.internal;

import org.jspecify.annotations.Nullable;

/**
 * libbpf's functions that say what load makes of a map, and that pin and describe it: a table. As
 * {@link Libbpf} else; bound when one of them is first needed.
 */
public final class LibbpfMaps {
  static {
    LibbpfLibrary.bind(LibbpfMaps.class);
  }

  private LibbpfMaps() {}

  public static native int libbpf_probe_bpf_map_type(int type, long opts);

  public static native int bpf_map__set_key_size(long map, int size);

  public static native int bpf_map__set_value_size(long map, int size);

  public static native int bpf_map__set_max_entries(long map, int maxEntries);

  public static native int bpf_map__set_map_flags(long map, int flags);

  public static native int bpf_map__numa_node(long map);

  public static native int bpf_map__set_numa_node(long map, int node);

  public static native int bpf_map__ifindex(long map);

  public static native int bpf_map__set_ifindex(long map, int ifindex);

  public static native long bpf_map__map_extra(long map);

  public static native int bpf_map__set_map_extra(long map, long extra);

  public static native int bpf_map__set_inner_map_fd(long map, int fd);

  public static native int bpf_map__reuse_fd(long map, int fd);

  public static native byte bpf_map__is_pinned(long map);

  public static native long bpf_map__pin_path(long map);

  public static native int bpf_map__set_pin_path(long map, @Nullable String path);

  public static native int bpf_map__pin(long map, @Nullable String path);

  public static native int bpf_map__unpin(long map, @Nullable String path);

  public static native int bpf_map_freeze(int fd);

  public static native int bpf_map_get_info_by_fd(int fd, long info, long size);

  public static native int bpf_obj_get(String path);

  public static native int bpf_map__max_entries(long map);

  public static native int bpf_map__lookup_elem(
      long map, byte[] key, long keySize, byte[] value, long valueSize, long flags);

  public static native int bpf_map__update_elem(
      long map, byte[] key, long keySize, byte[] value, long valueSize, long flags);

  public static native int bpf_map_delete_elem(int fd, byte[] key);
}
