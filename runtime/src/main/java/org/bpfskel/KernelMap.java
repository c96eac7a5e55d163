package org.bpfskel;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The map that the kernel holds: its place in a BPF file system, and what the kernel says of it.
 */
abstract class KernelMap extends MapDefinition {
  private final MapHandle handle;
  private final MapPin pin;

  KernelMap(BpfObject object, MapHandle handle) {
    super(object, handle);
    this.handle = handle;
    this.pin = new MapPin(handle);
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
        .object
        .lifetime()
        .exclusive(function + " of map " + handle.name, Lifetime.AFTER_LOAD, call);
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
    MapReuse.open(handle, other.handle());
  }

  /**
   * Ends all writing from user space, for good: {@code bpf_map_freeze}. Programs may still write.
   *
   * @throws BpfException if the kernel refuses, for instance because the map is mapped writable
   * @throws IllegalStateException before load or after close
   */
  public final void freeze() {
    handle.afterLoad("freeze", () -> call("bpf_map_freeze").check(handle.elements::freeze));
  }

  /**
   * What the kernel says about the map: {@code bpf_map_get_info_by_fd}.
   *
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final MapInfo info() {
    return handle.afterLoad("info", handle.elements::info);
  }

  private LibbpfCall call(String function) {
    return LibbpfCall.of(function, handle.name);
  }
}
