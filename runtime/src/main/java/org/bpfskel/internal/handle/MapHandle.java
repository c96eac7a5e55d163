package org.bpfskel.internal.handle;

import java.util.function.Supplier;
import org.bpfskel.MapType;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.libbpf.Libbpf;
import org.jspecify.annotations.Nullable;

/** libbpf's {@code struct bpf_map} and what it may do when: shared by all faces of one map. */
public class MapHandle {
  private final ObjectHandle object;
  private final long address;
  private final String name;
  private final MapType type;
  private final InitialValue initialValue;

  public MapHandle(ObjectHandle object, long address) {
    this(object, address, new InitialValue(address));
  }

  public MapHandle(ObjectHandle object, long address, InitialValue initialValue) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_map__name(address));
    this.type = MapType.of(Libbpf.bpf_map__type(address));
    this.initialValue = initialValue;
  }

  public final ObjectHandle object() {
    return object;
  }

  /** Where libbpf has it; it is freed with the object. */
  public final long address() {
    return address;
  }

  public final String name() {
    return name;
  }

  public final MapType type() {
    return type;
  }

  public final InitialValue initialValue() {
    return initialValue;
  }

  /** Runs a call that changes what load will make of the map. */
  public final <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return object.lifetime().exclusive(operation + " of map " + name, Lifetime.BEFORE_LOAD, call);
  }

  /** Runs a call that reads a property. */
  public final <T extends @Nullable Object> T query(String what, Supplier<T> call) {
    return object.lifetime().shared(what + " of map " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /**
   * Runs a call on the kernel's map.
   *
   * @throws IllegalStateException before load, after close, or if load left the map out
   */
  public final <T extends @Nullable Object> T afterLoad(String operation, Supplier<T> call) {
    return object
        .lifetime()
        .shared(
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
  public final int descriptor(String operation) {
    int fd = Libbpf.bpf_map__fd(address);
    // A map that is not created has the descriptor of a placeholder.
    if (fd < 0 || !isCreated()) {
      throw object.lifetime().leftOut(operation + " of map " + name, leftOut());
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
  public final boolean holdsVariables() {
    return type.equals(MapType.STRUCT_OPS) || Libbpf.bpf_map__is_internal(address) != 0;
  }

  /** Whether load creates it; within a call on the object. */
  public final boolean isCreated() {
    return Libbpf.bpf_map__autocreate(address) != 0;
  }

  /** Chooses whether load creates it; within a call on the object, before load. */
  public final int setCreated(boolean created) {
    return LibbpfCall.of("bpf_map__set_autocreate", name)
        .check(() -> Libbpf.bpf_map__set_autocreate(address, (byte) (created ? 1 : 0)));
  }

  /** What load will make of it, function pointers as zeros; within a call before load. */
  public byte[] readInitialValue() {
    return initialValue.read();
  }

  /** Replaces that, but for function pointers, and returns it; within a call before load. */
  public byte[] writeInitialValue(byte[] value) {
    initialValue.write(value);
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
