package org.bpfskel;

import org.jspecify.annotations.Nullable;

/**
 * A map of a BPF object: libbpf's {@code struct bpf_map}. What every map has is here, and access to
 * keys and values as bytes; the kinds of maps add typed operations. Several Java objects may be
 * faces of one map, and are equal. Safe for use by several threads.
 */
public class BpfMap extends KernelMap {
  private final MapHandle handle;

  BpfMap(BpfObject object, MapHandle handle) {
    super(object, handle);
    this.handle = handle;
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
   * Reads one value: {@code bpf_map__lookup_elem}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @return a new array with the value's bytes; in a per-CPU map a value for each possible CPU,
   *     each padded to a multiple of 8 bytes; null if there is no such key
   * @throws IllegalArgumentException if the key has another size
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final byte @Nullable [] lookup(byte[] key) {
    return MapBytes.lookup(handle, key);
  }

  /**
   * Writes one value, a new one or over the old: {@code bpf_map__update_elem} with {@code BPF_ANY}.
   *
   * @param key the key's bytes, {@link #keySize} of them, integers in native byte order
   * @param value the value's bytes, laid out as {@link #lookup} returns them
   * @throws IllegalArgumentException if key or value has another size
   * @throws BpfException if the kernel refuses
   * @throws IllegalStateException before load or after close
   */
  public final void update(byte[] key, byte[] value) {
    MapBytes.update(handle, key, value);
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

  /** The elements as C's functions have them, for the classes of map kinds. */
  protected final MapElements elements() {
    return handle.elements;
  }

  /** Says what the inner maps of this map are like, for map-in-map kinds. */
  protected final void useAsInnerMap(BpfMap inner) {
    MapReuse.asInnerMap(handle, inner.handle);
  }

  /** Updates an element, the value being another loaded map: its descriptor. */
  protected final int updateWithMap(
      ElementBytes bytes, int key, int value, BpfMap map, long flags) {
    return handle.elements.updateWithMap(bytes, key, value, map.handle, flags);
  }

  /** Updates an element, the value being a loaded program: its descriptor. */
  protected final int updateWithProgram(
      ElementBytes bytes, int key, int value, BpfProgram program, long flags) {
    return handle.elements.updateWithProgram(bytes, key, value, program.handle(), flags);
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
    return handle.elements.duplicateDescriptor();
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
