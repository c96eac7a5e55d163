package org.bpfskel;

import java.nio.file.Path;
import java.util.Set;
import java.util.function.IntSupplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.element.MapReuse;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.jspecify.annotations.Nullable;

/**
 * What load shall make of a map: its sizes, its flags, and whether it is created, pinned, or one
 * that exists. Changed before load, read until close; every setter throws {@link
 * IllegalStateException} after load, and everything does after close. Safe for use by several
 * threads.
 */
public final class MapOptions {
  private static final Set<MapType> KEPT =
      Set.of(
          MapType.STRUCT_OPS,
          MapType.ARENA,
          MapType.PROG_ARRAY,
          MapType.ARRAY_OF_MAPS,
          MapType.HASH_OF_MAPS,
          MapType.INSN_ARRAY);

  private final MapHandle handle;

  MapOptions(MapHandle handle) {
    this.handle = handle;
  }

  /**
   * {@return id of the key's type in the object's BTF, 0 if it has none: {@code
   * bpf_map__btf_key_type_id}}
   */
  public int btfKeyTypeId() {
    return handle.query("btfKeyTypeId", handle::btfKeyTypeId);
  }

  /**
   * {@return id of the value's type in the object's BTF, 0 if it has none: {@code
   * bpf_map__btf_value_type_id}} That of a struct_ops variable is its struct.
   */
  public int btfValueTypeId() {
    return handle.query("btfValueTypeId", handle::btfValueTypeId);
  }

  /** {@return whether load creates this map: {@code bpf_map__autocreate}} */
  public boolean autocreate() {
    return handle.query("autocreate", handle::isCreated);
  }

  /**
   * Chooses whether load creates this map: {@code bpf_map__set_autocreate}. Without a choice all
   * are created but struct_ops variables in sections whose name begins with {@code ?}.
   *
   * @param autocreate false to leave the map out, which programs that use it cannot be loaded
   *     without
   */
  public void setAutocreate(boolean autocreate) {
    handle.beforeLoad("setAutocreate", () -> handle.setCreated(autocreate));
  }

  /**
   * Chooses the map's kind: {@code bpf_map__set_type}. For programs that use what the running
   * kernel has: a ring buffer, or a perf event array where there is none. Sizes stay as they are,
   * so that they are set too; the class of the other kind is made of the map, as {@code
   * BpfPerfEventArray.of(skel.maps.events)}.
   *
   * @param type any but those of which libbpf keeps more than a kind: struct_ops variables, arenas,
   *     and maps of maps or of programs, whose elements C may have
   * @throws IllegalArgumentException if the map is or is to be of such a kind, or holds variables
   * @throws BpfException if libbpf refuses
   */
  public void setType(MapType type) {
    handle.beforeLoad(
        "setType",
        () -> {
          requireNoVariables();
          requireChangeable(handle.type());
          requireChangeable(type);
          return handle.setType(type);
        });
  }

  /** libbpf reads its struct of such a map by the kind. */
  private void requireChangeable(MapType type) {
    if (KEPT.contains(type)) {
      throw new IllegalArgumentException(
          "map %s cannot become another kind, for libbpf keeps more of %s than its sizes: declare it in C"
              .formatted(Printable.of(handle.name()), type));
    }
  }

  /** {@return size of a key in bytes: {@code bpf_map__key_size}} */
  public int keySize() {
    return handle.query("keySize", handle::keySize);
  }

  /**
   * Sets the size of a key: {@code bpf_map__set_key_size}.
   *
   * @param bytes which the kind may restrict: an array's key has 4
   * @throws BpfException if libbpf refuses
   */
  public void setKeySize(int bytes) {
    set(
        "bpf_map__set_key_size",
        "setKeySize",
        () -> LibbpfMaps.bpf_map__set_key_size(handle.address(), bytes));
  }

  /**
   * {@return size of a value in bytes, for one CPU in a per-CPU map: {@code bpf_map__value_size}}
   */
  public int valueSize() {
    return handle.query("valueSize", handle::valueSize);
  }

  /**
   * Sets the size of a value, for one CPU in a per-CPU map: {@code bpf_map__set_value_size}.
   *
   * @param bytes for one CPU in a per-CPU map
   * @throws IllegalArgumentException for a data section or a struct_ops variable, whose size is
   *     that of the variables in it
   * @throws BpfException if libbpf refuses
   */
  public void setValueSize(int bytes) {
    handle.beforeLoad("setValueSize", this::requireNoVariables);
    set(
        "bpf_map__set_value_size",
        "setValueSize",
        () -> LibbpfMaps.bpf_map__set_value_size(handle.address(), bytes));
  }

  /** libbpf would unmap as much as it is told now, and not what it has mapped at open. */
  private boolean requireNoVariables() {
    if (handle.holdsVariables()) {
      throw new IllegalArgumentException(
          "map %s holds variables of the C source: its kind and size are theirs, and DataMap.grow has its last array grow"
              .formatted(Printable.of(handle.name())));
    }
    return true;
  }

  /** {@return most entries that the map can hold: {@code bpf_map__max_entries}} */
  public int maxEntries() {
    return handle.query("maxEntries", handle::maxEntries);
  }

  /**
   * Sets how many entries the map can hold: {@code bpf_map__set_max_entries}.
   *
   * @param entries in a ring buffer the bytes it holds, which libbpf rounds up to what the kernel
   *     takes
   * @throws IllegalArgumentException for a data section or a struct_ops variable, which is one
   * @throws BpfException if libbpf refuses
   */
  public void setMaxEntries(int entries) {
    handle.beforeLoad("setMaxEntries", this::requireNoVariables);
    set(
        "bpf_map__set_max_entries",
        "setMaxEntries",
        () -> LibbpfMaps.bpf_map__set_max_entries(handle.address(), entries));
  }

  /**
   * {@return the flags that the map is created with, {@code BPF_F_*}: {@code bpf_map__map_flags}}
   */
  public int mapFlags() {
    return handle.query("mapFlags", handle::mapFlags);
  }

  /**
   * Sets the flags that the map is created with: {@code bpf_map__set_map_flags}. The kernel checks
   * them at load.
   *
   * @param flags {@code BPF_F_*} of {@code linux/bpf.h}, in place of those in C
   */
  public void setMapFlags(int flags) {
    set(
        "bpf_map__set_map_flags",
        "setMapFlags",
        () -> LibbpfMaps.bpf_map__set_map_flags(handle.address(), flags));
  }

  /**
   * {@return the NUMA node whose memory the map takes, if its flags have {@code BPF_F_NUMA_NODE}:
   * {@code bpf_map__numa_node}}
   */
  public int numaNode() {
    return handle.query("numaNode", handle::numaNode);
  }

  /**
   * Sets the NUMA node: {@code bpf_map__set_numa_node}. Matters with the flag {@code
   * BPF_F_NUMA_NODE} only.
   *
   * @param node number of the node whose memory the map takes
   */
  public void setNumaNode(int node) {
    set(
        "bpf_map__set_numa_node",
        "setNumaNode",
        () -> LibbpfMaps.bpf_map__set_numa_node(handle.address(), node));
  }

  /**
   * {@return index of the network device that the map is offloaded to, or 0: {@code
   * bpf_map__ifindex}}
   */
  public int ifindex() {
    return handle.query("ifindex", handle::ifindex);
  }

  /**
   * Sets the network device to which the map is offloaded: {@code bpf_map__set_ifindex}.
   *
   * @param ifindex the device's index; 0 for none
   */
  public void setIfindex(int ifindex) {
    set(
        "bpf_map__set_ifindex",
        "setIfindex",
        () -> LibbpfMaps.bpf_map__set_ifindex(handle.address(), ifindex));
  }

  /**
   * {@return what the kind takes beside its sizes: {@code bpf_map__map_extra}} For a bloom filter
   * the number of hash functions, for an arena its address.
   */
  public long mapExtra() {
    return handle.query("mapExtra", handle::mapExtra);
  }

  /**
   * Sets what the kind takes beside its sizes: {@code bpf_map__set_map_extra}.
   *
   * @param extra such as the number of hash functions of a bloom filter
   */
  public void setMapExtra(long extra) {
    set(
        "bpf_map__set_map_extra",
        "setMapExtra",
        () -> LibbpfMaps.bpf_map__set_map_extra(handle.address(), extra));
  }

  /**
   * Has load pin this map, or take over the map that is pinned there if it has the same kind and
   * sizes: {@code bpf_map__set_pin_path}.
   *
   * @param path in a BPF file system such as {@code /sys/fs/bpf}; null for no pinning
   */
  public void setPinPath(@Nullable Path path) {
    String text = path == null ? null : path.toString();
    handle.beforeLoad("setPinPath", () -> handle.pin().setPath(text));
  }

  /**
   * Has load use a map that is pinned instead of creating one: {@code bpf_map__reuse_fd}. Number of
   * entries and flags become those of the pinned map.
   *
   * @param path where it is pinned, by whatever process
   * @throws BpfException if nothing usable is there, or it is of another kind or has other sizes;
   *     or, as far as this process may read its types, its keys or values are structs that look
   *     otherwise
   */
  public void reusePinned(Path path) {
    MapReuse.pinned(handle, path);
  }

  /**
   * Has load use the map of another object instead of creating one, so that both share it: {@code
   * bpf_map__reuse_fd}. It stays when the other object is closed.
   *
   * @param other a loaded map of the same kind and sizes
   * @throws BpfException if it is of another kind or has other sizes, its keys or values are
   *     structs that look otherwise in the other object's types, or libbpf refuses
   * @throws IllegalStateException if the other is not loaded or closed, too
   */
  public void reuse(BpfMap other) {
    MapReuse.open(handle, other.handle());
  }

  private void set(String function, String operation, IntSupplier call) {
    handle.beforeLoad(operation, () -> LibbpfCall.of(function, handle.name()).check(call));
  }
}
