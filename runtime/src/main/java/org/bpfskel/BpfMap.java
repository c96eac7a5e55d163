package org.bpfskel;

import org.bpfskel.internal.Libbpf;
import org.jspecify.annotations.Nullable;

/**
 * A map of a BPF object: libbpf's {@code struct bpf_map}. What every map has is here, and access to
 * keys and values as bytes; the kinds of maps add typed operations. Several Java objects may be
 * faces of one map, and are equal. Safe for use by several threads.
 *
 * @param <K> what a key is in Java; {@link Void} for kinds without
 * @param <V> what a value is in Java
 */
public class BpfMap<K, V> {
  private final MapHandle handle;

  BpfMap(MapHandle handle) {
    this.handle = handle;
  }

  /** Another face of the same map. */
  protected BpfMap(BpfMap<?, ?> map) {
    this(map.handle);
  }

  /** The map at an address that libbpf gave out, as the class that its kind asks for. */
  static BpfMap<?, ?> at(BpfObject object, long address) {
    MapHandle handle = new MapHandle(object, address);
    return handle.type == MapType.STRUCT_OPS ? new StructOpsMap(handle) : new BpfMap<>(handle);
  }

  /** The map's name as libbpf reports it: {@code bpf_map__name}. */
  public final String name() {
    return handle.name;
  }

  /** The object that this map belongs to. */
  public final BpfObject object() {
    return handle.object;
  }

  /** The kind of the map: {@code bpf_map__type}. */
  public final MapType type() {
    return handle.type;
  }

  /**
   * Id of the value's type in the object's BTF, 0 if it has none: {@code
   * bpf_map__btf_value_type_id}. That of a struct_ops variable is its struct.
   */
  public final int btfValueTypeId() {
    return handle.query("btfValueTypeId", () -> Libbpf.bpf_map__btf_value_type_id(handle.address));
  }

  /** Whether load creates this map: {@code bpf_map__autocreate}. */
  public final boolean autocreate() {
    return handle.query("autocreate", () -> Libbpf.bpf_map__autocreate(handle.address) != 0);
  }

  /**
   * Chooses whether load creates this map: {@code bpf_map__set_autocreate}. Without a choice all
   * are created but struct_ops variables in sections whose name begins with {@code ?}.
   *
   * @throws IllegalStateException after load or close
   */
  public final void setAutocreate(boolean autocreate) {
    handle.beforeLoad("setAutocreate", () -> applyAutocreate(autocreate));
  }

  final int applyAutocreate(boolean autocreate) {
    return LibbpfCall.of("bpf_map__set_autocreate", name())
        .check(() -> Libbpf.bpf_map__set_autocreate(handle.address, (byte) (autocreate ? 1 : 0)));
  }

  /** Size of a key in bytes: {@code bpf_map__key_size}. */
  public final int keySize() {
    return handle.query("keySize", () -> Libbpf.bpf_map__key_size(handle.address));
  }

  /** Size of a value in bytes, for one CPU in a per-CPU map: {@code bpf_map__value_size}. */
  public final int valueSize() {
    return handle.query("valueSize", () -> Libbpf.bpf_map__value_size(handle.address));
  }

  /** Most entries that the map can hold: {@code bpf_map__max_entries}. */
  public final int maxEntries() {
    return handle.query("maxEntries", () -> Libbpf.bpf_map__max_entries(handle.address));
  }

  /**
   * Reads one value: {@code bpf_map__lookup_elem}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @return a new array with the value's bytes; in a per-CPU map a value for each possible CPU,
   *     each padded to a multiple of 8 bytes; null if there is no such key
   * @throws BpfException if the key has another size, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final byte @Nullable [] lookup(byte[] key) {
    return handle.afterLoad("lookup", () -> handle.elements.lookup(key));
  }

  /**
   * Writes one value, a new one or over the old: {@code bpf_map__update_elem} with {@code BPF_ANY}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @param value the value's bytes, laid out as {@link #lookup} returns them
   * @throws BpfException if key or value has another size, or the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final void update(byte[] key, byte[] value) {
    handle.afterLoad("update", () -> handle.elements.update(key, value));
  }

  /**
   * The map's content as it will be at load: a data section's bytes, or a struct_ops variable's.
   * From {@code bpf_map__initial_value}. Function pointers of a struct_ops variable read as zero.
   *
   * @return a new array, in native byte order
   * @throws BpfException if the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public byte[] initialValue() {
    return handle.beforeLoad("initialValue", handle.initialValue::read);
  }

  /**
   * Replaces the map's content before load.
   *
   * @param value as many bytes as {@link #initialValue} returns, in native byte order
   * @throws BpfException if the size differs, or the map is of a kind without an initial value
   * @throws IllegalStateException after load or close
   */
  public void setInitialValue(byte[] value) {
    handle.beforeLoad(
        "setInitialValue",
        () -> {
          handle.initialValue.write(value);
          return null;
        });
  }

  /**
   * A file descriptor of the kernel's map that outlives this object: a duplicate of {@code
   * bpf_map__fd}, closed on exec.
   *
   * @return a new descriptor, which the caller closes
   * @throws BpfException if the process has too many
   * @throws IllegalStateException before load or after close, or if load did not create the map
   */
  protected final int duplicateDescriptor() {
    return handle.duplicateDescriptor();
  }

  final long address() {
    return handle.address;
  }

  /** Whether both are the same map of the same open object. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof BpfMap<?, ?> map && map.handle == handle;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(handle);
  }

  /** The map's name, for messages. */
  @Override
  public final String toString() {
    return "map " + name();
  }
}
