package org.bpfskel;

import java.util.function.Supplier;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/** libbpf's {@code struct bpf_map} and what it may do when: shared by all faces of one map. */
class MapHandle {
  final ObjectHandle object;
  final long address;
  final String name;
  final MapType type;
  final InitialValue initialValue;
  final MapElements elements;

  MapHandle(ObjectHandle object, long address) {
    this(object, address, new InitialValue(address));
  }

  MapHandle(ObjectHandle object, long address, InitialValue initialValue) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_map__name(address));
    this.type = MapType.of(Libbpf.bpf_map__type(address));
    this.initialValue = initialValue;
    this.elements = new MapElements(this);
  }

  /** Runs a call that changes what load will make of the map. */
  final <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return object.lifetime().exclusive(operation + " of map " + name, Lifetime.BEFORE_LOAD, call);
  }

  /** Runs a call that reads a property. */
  final <T extends @Nullable Object> T query(String what, Supplier<T> call) {
    return object.lifetime().shared(what + " of map " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /** Runs a call on the kernel's map. */
  final <T extends @Nullable Object> T afterLoad(String operation, Supplier<T> call) {
    return object.lifetime().shared(operation + " of map " + name, Lifetime.AFTER_LOAD, call);
  }

  /**
   * Whether it is a struct_ops variable or a section of the ELF file, {@code bpf_map__is_internal},
   * in memory that libbpf sized.
   */
  final boolean holdsVariables() {
    return type.equals(MapType.STRUCT_OPS) || Libbpf.bpf_map__is_internal(address) != 0;
  }

  /** Whether load creates it; within a call on the object. */
  final boolean isCreated() {
    return Libbpf.bpf_map__autocreate(address) != 0;
  }

  /** Chooses whether load creates it; within a call on the object, before load. */
  final int setCreated(boolean created) {
    return LibbpfCall.of("bpf_map__set_autocreate", name)
        .check(() -> Libbpf.bpf_map__set_autocreate(address, (byte) (created ? 1 : 0)));
  }

  /** What load will make of it, function pointers as zeros; within a call before load. */
  byte[] readInitialValue() {
    return initialValue.read();
  }

  /** Replaces that, but for function pointers; within a call before load. */
  void writeInitialValue(byte[] value) {
    initialValue.write(value);
  }

  /** Hands over to libbpf what load shall take; within the object's load, which may throw. */
  void prepareLoad() {}

  /** Whether the object is to be loaded by {@link #loadObject}. */
  boolean loadsObject() {
    return false;
  }

  /** Loads the whole object in the way that this map needs, and returns libbpf's answer. */
  int loadObject() {
    throw new UnsupportedOperationException(toString());
  }

  /** Begins to work with what the kernel has; within the object's load. */
  void loaded() {}

  /** Gives up what close frees; within the object's close. */
  void leave() {}

  /** The map's name, for messages. */
  @Override
  public final String toString() {
    return "map " + Printable.of(name);
  }
}
