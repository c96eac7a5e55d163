package org.bpfskel.internal.handle;

import java.util.Objects;
import java.util.function.Supplier;
import org.bpfskel.MapType;
import org.bpfskel.btf.Btf;
import org.bpfskel.btf.BtfException;
import org.bpfskel.btf.Printable;
import org.bpfskel.data.ObjectBuild;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.jspecify.annotations.Nullable;

/**
 * A map and what it may do when, shared by all its faces: libbpf's {@code struct bpf_map}, or a
 * {@link KernelMapHandle} that has no object.
 */
public class MapHandle {
  private final @Nullable ObjectHandle object;
  private final Lifetime lifetime;
  private final long address;
  private final String name;

  /** May change until load. */
  private volatile MapType type;

  private final @Nullable InitialValue initialValue;

  public MapHandle(ObjectHandle object, long address) {
    this(object, address, new InitialValue(address));
  }

  public MapHandle(ObjectHandle object, long address, InitialValue initialValue) {
    this.object = object;
    this.lifetime = object.lifetime();
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_map__name(address));
    this.type = MapType.of(Libbpf.bpf_map__type(address));
    this.initialValue = initialValue;
  }

  /** Of a map that libbpf has no struct for. */
  MapHandle(Lifetime lifetime, String name, MapType type) {
    this.object = null;
    this.lifetime = lifetime;
    this.address = 0;
    this.name = name;
    this.type = type;
    this.initialValue = null;
  }

  /**
   * The object that it is part of.
   *
   * @throws IllegalStateException if there is none
   */
  public final ObjectHandle object() {
    if (object == null) {
      throw new IllegalStateException(this + " was opened by itself, and belongs to no BpfObject");
    }
    return object;
  }

  public final Lifetime lifetime() {
    return lifetime;
  }

  /** Where libbpf has it; it is freed with the object. */
  public final long address() {
    object();
    return address;
  }

  public final String name() {
    return name;
  }

  public final MapType type() {
    return type;
  }

  /** Chooses another kind; within a call before load. */
  public final int setType(MapType chosen) {
    int answer =
        LibbpfCall.of("bpf_map__set_type", name)
            .check(() -> LibbpfMaps.bpf_map__set_type(address, chosen.number()));
    type = chosen;
    return answer;
  }

  public final InitialValue initialValue() {
    return Objects.requireNonNull(initialValue);
  }

  /** Bytes of a key; within a call on the map, as all properties. */
  public int keySize() {
    return Libbpf.bpf_map__key_size(address);
  }

  /** Bytes of a value, of one CPU in a per-CPU map. */
  public int valueSize() {
    return Libbpf.bpf_map__value_size(address);
  }

  public int maxEntries() {
    return LibbpfMaps.bpf_map__max_entries(address);
  }

  public int mapFlags() {
    return Libbpf.bpf_map__map_flags(address);
  }

  public int numaNode() {
    return LibbpfMaps.bpf_map__numa_node(address);
  }

  public int ifindex() {
    return LibbpfMaps.bpf_map__ifindex(address);
  }

  public long mapExtra() {
    return LibbpfMaps.bpf_map__map_extra(address);
  }

  public int btfKeyTypeId() {
    return Libbpf.bpf_map__btf_key_type_id(address);
  }

  public int btfValueTypeId() {
    return Libbpf.bpf_map__btf_value_type_id(address);
  }

  /**
   * The types that its programs have.
   *
   * @throws BtfException if they are malformed
   * @throws org.bpfskel.BpfException if there are none
   */
  public Btf btf() throws BtfException {
    return object().btf();
  }

  /** Which build of an object these types are of. */
  public ObjectBuild build() {
    return object().build();
  }

  /** Where it is pinned. */
  public MapPin pin() {
    return new MapPin(this);
  }

  /** Runs a call that changes what load will make of the map. */
  public final <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return lifetime.exclusive(operation + " of map " + name, Lifetime.BEFORE_LOAD, call);
  }

  /** Runs a call that reads a property. */
  public final <T extends @Nullable Object> T query(String what, Supplier<T> call) {
    return lifetime.shared(what + " of map " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /**
   * Runs a call on the kernel's map.
   *
   * @throws IllegalStateException before load, after close, or if load left the map out
   */
  public final <T extends @Nullable Object> T afterLoad(String operation, Supplier<T> call) {
    return lifetime.shared(
        operation + " of map " + name,
        Lifetime.AFTER_LOAD,
        () -> {
          descriptor(operation);
          return call.get();
        });
  }

  /**
   * The kernel's map; within a call after load.
   *
   * @throws IllegalStateException if load left it out
   */
  public int descriptor(String operation) {
    int fd = Libbpf.bpf_map__fd(address);
    // A map that is not created has the descriptor of a placeholder.
    if (fd < 0 || !isCreated()) {
      throw lifetime.leftOut(operation + " of map " + name, leftOut());
    }
    return fd;
  }

  /** What there is to say if load left it out. */
  public final String leftOut() {
    return LeftOutOfLoad.map(name);
  }

  /**
   * Whether it is a struct_ops variable or a section of the ELF file, {@code bpf_map__is_internal},
   * in memory that libbpf sized.
   */
  public boolean holdsVariables() {
    return type.equals(MapType.STRUCT_OPS) || Libbpf.bpf_map__is_internal(address) != 0;
  }

  /** Whether load creates it; within a call on the object. */
  public boolean isCreated() {
    return Libbpf.bpf_map__autocreate(address) != 0;
  }

  /** Chooses whether load creates it; within a call on the object, before load. */
  public final int setCreated(boolean created) {
    return LibbpfCall.of("bpf_map__set_autocreate", name)
        .check(() -> Libbpf.bpf_map__set_autocreate(address, (byte) (created ? 1 : 0)));
  }

  /** What load will make of it, function pointers as zeros; within a call before load. */
  public byte[] readInitialValue() {
    return initialValue().read();
  }

  /** Replaces that, but for function pointers, and returns it; within a call before load. */
  public byte[] writeInitialValue(byte[] value) {
    initialValue().write(value);
    return value;
  }

  /** Hands over to libbpf what load shall take; within the object's load, which may throw. */
  public void prepareLoad() {}

  /** Whether the object is to be loaded by {@link #loadObject}. */
  public boolean loadsObject() {
    return false;
  }

  /** Loads the whole object in the way that this map needs, and returns libbpf's answer. */
  public int loadObject() {
    throw new UnsupportedOperationException(toString());
  }

  /** Begins to work with what the kernel has; within the object's load. */
  public void loaded() {}

  /** Gives up what close frees; within the object's close. */
  public void leave() {}

  /** The map's name, for messages. */
  @Override
  public final String toString() {
    return "map " + Printable.of(name);
  }
}
