package org.bpfskel;

import java.util.List;
import java.util.function.Supplier;
import org.bpfskel.internal.Descriptor;
import org.bpfskel.internal.ErrnoException;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/** libbpf's {@code struct bpf_map} and what it may do when: shared by all faces of one map. */
final class MapHandle {
  final BpfObject object;
  final long address;
  final String name;
  final MapType type;
  final InitialValue initialValue;
  final MapElements elements;

  MapHandle(BpfObject object, long address) {
    this.object = object;
    this.address = address;
    this.name = NativeMemory.string(Libbpf.bpf_map__name(address));
    this.type = MapType.of(Libbpf.bpf_map__type(address));
    this.initialValue = new InitialValue(object, name, address, type == MapType.STRUCT_OPS);
    this.elements = new MapElements(this);
  }

  /** Runs a call that changes what load will make of the map. */
  <T extends @Nullable Object> T beforeLoad(String operation, Supplier<T> call) {
    return object.lifetime().exclusive(operation + " of map " + name, Lifetime.BEFORE_LOAD, call);
  }

  /** Runs a call that reads a property. */
  <T extends @Nullable Object> T query(String what, Supplier<T> call) {
    return object.lifetime().shared(what + " of map " + name, Lifetime.UNTIL_CLOSE, call);
  }

  /** Runs a call on the kernel's map. */
  <T extends @Nullable Object> T afterLoad(String operation, Supplier<T> call) {
    return object.lifetime().shared(operation + " of map " + name, Lifetime.AFTER_LOAD, call);
  }

  int duplicateDescriptor() {
    return afterLoad(
        "use",
        () -> {
          int fd = Libbpf.bpf_map__fd(address);
          if (fd < 0) {
            throw new IllegalStateException(
                "map " + name + " is not in the kernel: load did not create it");
          }
          try {
            return Descriptor.duplicate(fd);
          } catch (ErrnoException e) {
            throw new BpfException(e.function(), name, e.symbol(), e.explanation(), List.of());
          }
        });
  }
}
