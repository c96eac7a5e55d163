package org.bpfskel.internal.element;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.bpfskel.BpfException;
import org.bpfskel.MapType;
import org.bpfskel.internal.handle.KernelMapHandle;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.MapTypeMatch;
import org.bpfskel.internal.handle.PinPath;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.BpfMapInfo;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;

/**
 * Gives a map that exists to libbpf, before load, in place of one to be created. The other map's
 * descriptor is doubled first, so that two objects are never held at once.
 */
public final class MapReuse {
  private static final String REUSE = "bpf_map__reuse_fd";

  private MapReuse() {}

  public static void pinned(MapHandle handle, Path path) {
    reuse(
        handle,
        "reusePinned",
        () ->
            PinPath.explain(LibbpfCall.of("bpf_obj_get", path.toString()), path)
                .check(() -> LibbpfMaps.bpf_obj_get(path.toString())),
        fd -> differencesOf(handle, fd));
  }

  public static void open(MapHandle handle, MapHandle other) {
    reuse(
        handle,
        "reuse",
        new MapElements(other)::duplicateDescriptor,
        fd -> MapTypeMatch.differences(other, handle));
  }

  /** By the types that the kernel keeps for a map, which another process may have made. */
  private static List<String> differencesOf(MapHandle handle, int fd) {
    int own = SystemCall.on(handle.name()).get(() -> Descriptor.duplicate(fd));
    KernelMapHandle other = KernelMapHandle.of(own, null);
    try {
      return MapTypeMatch.differences(other, handle);
    } finally {
      other.close();
    }
  }

  /** libbpf duplicates the descriptor once more. */
  private static void reuse(
      MapHandle handle, String operation, IntSupplier opened, IntFunction<List<String>> types) {
    // In a wrong state it does not matter what would be used.
    handle.beforeLoad(operation, () -> handle);
    int fd = opened.getAsInt();
    try {
      handle.beforeLoad(operation, () -> requireShape(handle, fd));
      requireTypes(handle, types.apply(fd));
      handle.beforeLoad(operation, () -> reuse(handle, fd));
    } finally {
      Descriptor.close(fd);
    }
  }

  /** libbpf takes whatever sizes the map has: so they are checked. */
  private static MapHandle requireShape(MapHandle handle, int fd) {
    Shape found = Shape.of(handle.name(), fd);
    Shape own = Shape.of(handle);
    // Where variables are, libbpf unmaps at close as many entries as it has taken over here.
    if (!found.fits(own) || (handle.holdsVariables() && found.entries != own.entries)) {
      throw new BpfException(
          REUSE,
          handle.name(),
          BpfException.Kind.INVALID,
          "the map to be used is %s; this one is %s".formatted(found, own));
    }
    return handle;
  }

  private static void requireTypes(MapHandle handle, List<String> differences) {
    if (!differences.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add("the map to be used has other types, there, than this object has for it, here:");
      lines.addAll(differences);
      throw new BpfException(REUSE, handle.name(), BpfException.Kind.INVALID, lines);
    }
  }

  private static int reuse(MapHandle handle, int fd) {
    return LibbpfCall.of(REUSE, handle.name())
        .check(() -> LibbpfMaps.bpf_map__reuse_fd(handle.address(), fd));
  }

  private record Shape(MapType type, int keySize, int valueSize, int entries) {
    static Shape of(String name, int fd) {
      try (BpfMapInfo info = info(name, fd)) {
        return new Shape(
            MapType.of(info.type()), info.keySize(), info.valueSize(), info.maxEntries());
      }
    }

    static Shape of(MapHandle handle) {
      return new Shape(
          handle.type(),
          Libbpf.bpf_map__key_size(handle.address()),
          Libbpf.bpf_map__value_size(handle.address()),
          LibbpfMaps.bpf_map__max_entries(handle.address()));
    }

    boolean fits(Shape other) {
      return type.equals(other.type) && keySize == other.keySize && valueSize == other.valueSize;
    }

    @Override
    public String toString() {
      return "%s, key %d bytes, value %d bytes, %d entries"
          .formatted(type, keySize, valueSize, entries);
    }
  }

  /** libbpf takes the descriptor as it is, so the object keeps one of its own until it closes. */
  public static void asInnerMap(MapHandle handle, MapElements inner) {
    int own = inner.duplicateDescriptor();
    try {
      handle.beforeLoad(
          "setInnerMap",
          () -> {
            LibbpfCall.of("bpf_map__set_inner_map_fd", handle.name())
                .check(() -> LibbpfMaps.bpf_map__set_inner_map_fd(handle.address(), own));
            handle.object().held().closeLast(own);
            return own;
          });
    } catch (RuntimeException | Error e) {
      Descriptor.close(own);
      throw e;
    }
  }

  /** What the kernel says of a map; the caller closes it. */
  public static BpfMapInfo info(String map, int fd) {
    BpfMapInfo info = new BpfMapInfo();
    try {
      LibbpfCall.of("bpf_map_get_info_by_fd", map).check(() -> info.read(fd));
      return info;
    } catch (RuntimeException | Error e) {
      info.close();
      throw e;
    }
  }
}
