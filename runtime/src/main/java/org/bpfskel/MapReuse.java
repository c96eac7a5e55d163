package org.bpfskel;

import java.nio.file.Path;
import java.util.List;
import org.bpfskel.internal.Descriptor;
import org.bpfskel.internal.ErrnoException;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfMaps;

/** Gives a map that exists to libbpf, before load, in place of one to be created. */
final class MapReuse {
  private static final String REUSE = "bpf_map__reuse_fd";

  private MapReuse() {}

  static int pinned(MapHandle handle, Path path) {
    int fd =
        LibbpfCall.of("bpf_obj_get", path.toString())
            .check(() -> LibbpfMaps.bpf_obj_get(path.toString()));
    try {
      return open(handle, fd);
    } finally {
      Descriptor.close(fd);
    }
  }

  static int open(MapHandle handle, MapElements other) {
    return other.withDescriptor("reuse", fd -> open(handle, fd));
  }

  /**
   * libbpf duplicates the descriptor, and takes whatever sizes the map has: so they are checked.
   */
  private static int open(MapHandle handle, int fd) {
    MapInfo found = info(handle.name, fd);
    int keySize = Libbpf.bpf_map__key_size(handle.address);
    int valueSize = Libbpf.bpf_map__value_size(handle.address);
    if (found.type() != handle.type
        || found.keySize() != keySize
        || found.valueSize() != valueSize) {
      throw new BpfException(
          REUSE,
          handle.name,
          "EINVAL",
          "the map to be used is %s, key %d bytes, value %d bytes; this one is %s, %d and %d"
              .formatted(
                  found.type(),
                  found.keySize(),
                  found.valueSize(),
                  handle.type,
                  keySize,
                  valueSize),
          List.of());
    }
    return LibbpfCall.of(REUSE, handle.name)
        .check(() -> LibbpfMaps.bpf_map__reuse_fd(handle.address, fd));
  }

  /** libbpf takes the descriptor as it is, so the object keeps one of its own until it closes. */
  static int asInnerMap(MapHandle handle, MapElements inner) {
    return inner.withDescriptor(
        "setInnerMap",
        fd -> {
          int own = duplicate(handle, fd);
          return LibbpfCall.of("bpf_map__set_inner_map_fd", handle.name)
              .check(() -> LibbpfMaps.bpf_map__set_inner_map_fd(handle.address, own));
        });
  }

  private static int duplicate(MapHandle handle, int fd) {
    try {
      int own = Descriptor.duplicate(fd);
      handle.object.closeLast(own);
      return own;
    } catch (ErrnoException e) {
      throw LibbpfCall.of(e.function(), handle.name).failure(e.errno(), List.of());
    }
  }

  static MapInfo info(String map, int fd) {
    try (ElementBytes bytes = ElementBytes.take(2 * MapInfo.SIZE)) {
      int size = MapInfo.SIZE;
      for (int i = 0; i < MapInfo.SIZE; i += Long.BYTES) {
        bytes.buffer().putLong(i, 0);
      }
      bytes.buffer().putInt(size, MapInfo.SIZE);
      LibbpfCall.of("bpf_map_get_info_by_fd", map)
          .check(
              () ->
                  LibbpfMaps.bpf_map_get_info_by_fd(
                      fd, bytes.address(0, size), bytes.address(size, Integer.BYTES)));
      return MapInfo.read(bytes.buffer());
    }
  }
}
