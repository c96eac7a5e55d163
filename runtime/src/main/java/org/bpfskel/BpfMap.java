package org.bpfskel;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.bpfskel.access.Door;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.MapPin;
import org.bpfskel.internal.section.SectionHandle;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.bpfskel.map.MapOfKind;
import org.jspecify.annotations.Nullable;

/**
 * A map of a BPF object: libbpf's {@code struct bpf_map}; or one that was opened by itself, a
 * {@link org.bpfskel.loaded.KernelMap}. What every map has is here; what can be set before load is
 * behind {@link #options}, keys and values as bytes behind {@link #bytes}, and the kinds of maps
 * add typed operations. Several Java objects may be faces of one map, and are equal. Safe for use
 * by several threads.
 */
public sealed class BpfMap permits DataMap, StructOpsMap, MapOfKind {
  static {
    Door.MAP.open(BpfMap::handle);
    Door.MAP_WITHOUT_OBJECT.open(handle -> new BpfMap(null, handle));
  }

  private final @Nullable BpfObject object;
  private final MapHandle handle;
  private final MapOptions options;
  private final MapElements elements;
  private final MapPin pin;

  BpfMap(@Nullable BpfObject object, MapHandle handle) {
    this.object = object;
    this.handle = handle;
    this.options = new MapOptions(handle);
    this.elements = new MapElements(handle);
    this.pin = handle.pin();
  }

  /**
   * Another face of the same map: for {@link MapOfKind}, as nothing else can extend this class.
   *
   * @param map the map that both faces are of
   */
  protected BpfMap(BpfMap map) {
    this(map.object, map.handle);
  }

  /** The map as the class that its kind asks for. */
  static BpfMap of(BpfObject object, MapHandle handle) {
    if (handle instanceof StructOpsHandle variable) {
      return new StructOpsMap(object, variable);
    }
    return handle instanceof SectionHandle section
        ? new DataMap(object, section)
        : new BpfMap(object, handle);
  }

  /** {@return the map's name as libbpf reports it: {@code bpf_map__name}} */
  public final String name() {
    return handle.name();
  }

  /**
   * {@return the object that this map belongs to; never null}
   *
   * @throws IllegalStateException if it belongs to none, as a {@link org.bpfskel.loaded.KernelMap},
   *     which was opened or created by itself
   */
  public final BpfObject object() {
    if (object == null) {
      handle.object(); // throws, and says why there is none
    }
    return Objects.requireNonNull(object);
  }

  /** {@return the kind of the map: {@code bpf_map__type}} */
  public final MapType type() {
    return handle.type();
  }

  /**
   * {@return size of a key in bytes: {@code bpf_map__key_size}} 0 for a kind without keys.
   *
   * @throws IllegalStateException after close
   */
  public final int keySize() {
    return options.keySize();
  }

  /**
   * {@return size of a value in bytes, for one CPU in a per-CPU map: {@code bpf_map__value_size}}
   *
   * @throws IllegalStateException after close
   */
  public final int valueSize() {
    return options.valueSize();
  }

  /**
   * {@return most entries that the map can hold: {@code bpf_map__max_entries}} Of a ring buffer the
   * bytes that it holds.
   *
   * @throws IllegalStateException after close
   */
  public final int maxEntries() {
    return options.maxEntries();
  }

  /**
   * Sizes, flags and where the map comes from, which can be changed before load.
   *
   * @return the map's options; each call gives another object for the same
   */
  public final MapOptions options() {
    return options;
  }

  /** {@return keys and values as bytes, whatever the kind} */
  public final MapBytes bytes() {
    return new MapBytes(elements);
  }

  /**
   * {@return the map's file descriptor: {@code bpf_map__fd}} The object owns it, and closes it when
   * it is closed itself.
   *
   * @throws IllegalStateException before load or after close, or if load did not create the map
   */
  public final int fd() {
    return elements.fd();
  }

  /**
   * {@return where load or {@link #pin} pins this map; null if nowhere: {@code bpf_map__pin_path}}
   */
  public final @Nullable Path pinPath() {
    String path = handle.query("pinPath", pin::path);
    return path == null ? null : Path.of(path);
  }

  /**
   * {@return whether libbpf has pinned this map, or found it pinned: {@code bpf_map__is_pinned}}
   */
  public final boolean isPinned() {
    return handle.query("isPinned", pin::isPinned);
  }

  /**
   * Pins the map, so that it outlives this process: {@code bpf_map__pin}. Missing directories
   * directly above are made.
   *
   * @param path in a BPF file system such as {@code /sys/fs/bpf}; nothing may be there
   * @throws BpfException if the map is pinned already, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final void pin(Path path) {
    changePin("bpf_map__pin", () -> pin.pin(path));
  }

  /**
   * Takes the map away from where it is pinned: {@code bpf_map__unpin}.
   *
   * @throws BpfException if it is pinned nowhere, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final void unpin() {
    changePin("bpf_map__unpin", pin::unpin);
  }

  private void changePin(String function, Supplier<Integer> call) {
    handle.lifetime().exclusive(function + " of map " + handle.name(), Lifetime.AFTER_LOAD, call);
  }

  /**
   * Ends all writing from user space, for good: {@code bpf_map_freeze}. Programs may still write.
   *
   * @throws BpfException if the kernel refuses, for instance because the map is mapped writable
   * @throws IllegalStateException before load or after close
   */
  public final void freeze() {
    handle.afterLoad(
        "freeze", () -> LibbpfCall.of("bpf_map_freeze", name()).check(elements::freeze));
  }

  /**
   * {@return what the kernel says about the map: {@code bpf_map_get_info_by_fd}}
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final MapInfo info() {
    return handle.afterLoad("info", () -> MapInfo.of(elements.info()));
  }

  MapHandle handle() {
    return handle;
  }

  /** Whether both are the same map of the same open object. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof BpfMap map && map.handle == handle;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(handle);
  }

  /** The map's name, for messages. */
  @Override
  public final String toString() {
    return handle.toString();
  }
}
