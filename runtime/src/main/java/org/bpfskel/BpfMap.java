package org.bpfskel;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.bpfskel.access.Door;
import org.bpfskel.internal.element.MapBytes;
import org.bpfskel.internal.element.MapElements;
import org.bpfskel.internal.element.MapReuse;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.MapPin;
import org.bpfskel.internal.section.SectionHandle;
import org.bpfskel.internal.structops.StructOpsHandle;
import org.bpfskel.map.MapOfKind;
import org.jspecify.annotations.Nullable;

/**
 * A map of a BPF object: libbpf's {@code struct bpf_map}. What every map has is here, and access to
 * keys and values as bytes; the kinds of maps add typed operations. Several Java objects may be
 * faces of one map, and are equal. Safe for use by several threads.
 */
public sealed class BpfMap extends MapDefinition permits DataMap, StructOpsMap, MapOfKind {
  static {
    Door.MAP.open(BpfMap::handle);
  }

  private final MapHandle handle;
  private final MapElements elements;
  private final MapPin pin;

  BpfMap(BpfObject object, MapHandle handle) {
    super(object, handle);
    this.handle = handle;
    this.elements = new MapElements(handle);
    this.pin = new MapPin(handle);
  }

  /** Another face of the same map. */
  protected BpfMap(BpfMap map) {
    this(map.object(), map.handle);
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

  /**
   * Reads one value: {@code bpf_map_lookup_elem}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @return a new array with the value's bytes; in a per-CPU map a value for each possible CPU,
   *     each padded to a multiple of 8 bytes; null if there is no such key
   * @throws IllegalArgumentException if the key has another size
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final byte @Nullable [] lookup(byte[] key) {
    return MapBytes.lookup(elements, key);
  }

  /**
   * Writes one value, a new one or over the old: {@code bpf_map_update_elem} with {@code BPF_ANY}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @param value the value's bytes, laid out as {@link #lookup} returns them
   * @throws IllegalArgumentException if key or value has another size
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final void update(byte[] key, byte[] value) {
    MapBytes.update(elements, key, value);
  }

  /** Where load or {@link #pin} pins this map; null if nowhere: {@code bpf_map__pin_path}. */
  public final @Nullable Path pinPath() {
    String path = handle.query("pinPath", pin::path);
    return path == null ? null : Path.of(path);
  }

  /**
   * Has load pin this map, or take over the map that is pinned there if it has the same kind and
   * sizes: {@code bpf_map__set_pin_path}.
   *
   * @param path in a BPF file system such as {@code /sys/fs/bpf}; null for no pinning
   * @throws IllegalStateException after load or close
   */
  public final void setPinPath(@Nullable Path path) {
    String text = path == null ? null : path.toString();
    handle.beforeLoad("setPinPath", () -> pin.setPath(text));
  }

  /** Whether libbpf has pinned this map, or found it pinned: {@code bpf_map__is_pinned}. */
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
    handle
        .object()
        .lifetime()
        .exclusive(function + " of map " + handle.name(), Lifetime.AFTER_LOAD, call);
  }

  /**
   * Has load use a map that is pinned instead of creating one: {@code bpf_map__reuse_fd}. Number of
   * entries and flags become those of the pinned map.
   *
   * @param path where it is pinned, by whatever process
   * @throws BpfException if nothing usable is there, or it is of another kind or has other sizes
   * @throws IllegalStateException after load or close
   */
  public final void reusePinned(Path path) {
    MapReuse.pinned(handle, path);
  }

  /**
   * Has load use the map of another object instead of creating one, so that both share it: {@code
   * bpf_map__reuse_fd}. It stays when the other object is closed.
   *
   * @param other a loaded map of the same kind and sizes
   * @throws BpfException if it is of another kind or has other sizes, or libbpf refuses
   * @throws IllegalStateException after load or close of this object, or before load or after close
   *     of the other
   */
  public final void reuse(BpfMap other) {
    MapReuse.open(handle, other.elements);
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
   * What the kernel says about the map: {@code bpf_map_get_info_by_fd}.
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final MapInfo info() {
    return handle.afterLoad("info", () -> MapInfo.of(elements.info()));
  }

  /**
   * The map's content as it will be at load: a data section's bytes, or a struct_ops variable's.
   * From {@code bpf_map__initial_value}. Function pointers of a struct_ops variable read as zero.
   *
   * @return a new array, in native byte order
   * @throws BpfException if the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public final byte[] initialValue() {
    return handle.beforeLoad("initialValue", handle::readInitialValue);
  }

  /**
   * Replaces the map's content before load. Variables in it have these values from now on; function
   * pointers of a struct_ops variable stay as they are.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs, or the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    handle.beforeLoad(
        "setInitialValue",
        () -> {
          handle.writeInitialValue(value);
          return null;
        });
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
