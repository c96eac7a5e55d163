package org.bpfskel.internal.element;

import java.lang.ref.Reference;
import java.util.List;
import java.util.function.IntFunction;
import org.bpfskel.BpfException;
import org.bpfskel.Cpus;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.handle.Lifetime;
import org.bpfskel.internal.handle.MapAccess;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.Privileges;
import org.bpfskel.internal.handle.ProgramHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.BpfMapInfo;
import org.bpfskel.internal.libbpf.LibbpfElements;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a map as C's functions have them: for the classes of map kinds. Every operation
 * returns what the kernel answers, 0 or a negative error number, allocates nothing, and throws
 * {@link IllegalStateException} before load, after close, or if load left the map out.
 *
 * <p>Keys and values are given by their index in {@link ElementBytes}; what does not fit there is
 * an {@link IndexOutOfBoundsException}. Of a kind without keys, the key's index does not matter.
 * Safe for use by several threads.
 */
public final class MapElements {
  private final MapHandle handle;
  private final Lifetime lifetime;
  private @Nullable LoadedMap loaded;

  /**
   * What does not change any more once the map is loaded. {@code room} is what the kernel may read
   * and write of a value: of a kind that is newer than this library it is not known whether it has
   * a value for each CPU.
   */
  private record LoadedMap(int fd, int keySize, int valueSize, int room) {}

  /** Of a map, which need not be loaded yet. */
  public MapElements(MapHandle handle) {
    this.handle = handle;
    this.lifetime = handle.lifetime();
  }

  /** The map's name in C. */
  public String map() {
    return handle.name();
  }

  /** Bytes of a key; 0 for kinds without. */
  public int keySize() {
    int size = enter("keySize").keySize;
    lifetime.leave();
    return size;
  }

  /** Bytes that the kernel may write for a value. */
  public int room() {
    int room = enter("room").room;
    lifetime.leave();
    return room;
  }

  /** Bytes of a value; in a per-CPU map those of all CPUs, each padded to a multiple of 8. */
  public int valueSize() {
    int size = enter("valueSize").valueSize;
    lifetime.leave();
    return size;
  }

  /** {@code bpf_map_lookup_elem_flags}. */
  public int lookup(ElementBytes bytes, int key, int value, long flags) {
    LoadedMap map = enter("lookup");
    try {
      return LibbpfElements.bpf_map_lookup_elem_flags(
          map.fd, bytes.address(key, map.keySize), bytes.address(value, map.room), flags);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_update_elem}. */
  public int update(ElementBytes bytes, int key, int value, long flags) {
    LoadedMap map = enter("update");
    try {
      return LibbpfElements.bpf_map_update_elem(
          map.fd, bytes.address(key, map.keySize), bytes.address(value, map.room), flags);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_delete_elem}. */
  public int delete(ElementBytes bytes, int key) {
    LoadedMap map = enter("delete");
    try {
      return LibbpfElements.bpf_map_delete_elem(map.fd, bytes.address(key, map.keySize));
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_lookup_and_delete_elem_flags}. */
  public int lookupAndDelete(ElementBytes bytes, int key, int value, long flags) {
    LoadedMap map = enter("lookup and delete");
    try {
      return LibbpfElements.bpf_map_lookup_and_delete_elem_flags(
          map.fd, bytes.address(key, map.keySize), bytes.address(value, map.room), flags);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_get_next_key} of no key. */
  public int firstKey(ElementBytes bytes, int first) {
    LoadedMap map = enter("get next key");
    try {
      return LibbpfElements.bpf_map_get_next_key(map.fd, 0, bytes.address(first, map.keySize));
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_get_next_key}. */
  public int nextKey(ElementBytes bytes, int key, int next) {
    LoadedMap map = enter("get next key");
    try {
      return LibbpfElements.bpf_map_get_next_key(
          map.fd, bytes.address(key, map.keySize), bytes.address(next, map.keySize));
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_lookup_batch}; {@code isFirst} stands for an {@code in_batch} of NULL. */
  public int lookupBatch(ElementBytes bytes, BatchPlaces places, boolean isFirst) {
    LoadedMap map = enter("lookup batch");
    try {
      return LibbpfElements.bpf_map_lookup_batch(
          map.fd,
          isFirst ? 0 : places.in(bytes, map.keySize),
          places.out(bytes, map.keySize),
          places.keys(bytes, map.keySize),
          places.values(bytes, map.valueSize),
          places.count(bytes),
          0);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_lookup_and_delete_batch}, as {@link #lookupBatch}. */
  public int lookupAndDeleteBatch(ElementBytes bytes, BatchPlaces places, boolean isFirst) {
    LoadedMap map = enter("lookup and delete batch");
    try {
      return LibbpfElements.bpf_map_lookup_and_delete_batch(
          map.fd,
          isFirst ? 0 : places.in(bytes, map.keySize),
          places.out(bytes, map.keySize),
          places.keys(bytes, map.keySize),
          places.values(bytes, map.valueSize),
          places.count(bytes),
          0);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_update_batch}. */
  public int updateBatch(ElementBytes bytes, BatchPlaces places) {
    LoadedMap map = enter("update batch");
    try {
      return LibbpfElements.bpf_map_update_batch(
          map.fd,
          places.keys(bytes, map.keySize),
          places.values(bytes, map.valueSize),
          places.count(bytes),
          0);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** {@code bpf_map_delete_batch}. */
  public int deleteBatch(ElementBytes bytes, BatchPlaces places) {
    LoadedMap map = enter("delete batch");
    try {
      return LibbpfElements.bpf_map_delete_batch(
          map.fd, places.keys(bytes, map.keySize), places.count(bytes), 0);
    } finally {
      lifetime.leave();
      Reference.reachabilityFence(bytes);
    }
  }

  /** As {@link #update}, the value being another loaded map: its descriptor. */
  public int updateWithMap(ElementBytes bytes, int key, int value, MapElements other, long flags) {
    int fd = other.enter("use").fd;
    try {
      bytes.buffer().putInt(value, fd);
      return update(bytes, key, value, flags);
    } finally {
      other.lifetime.leave();
    }
  }

  /** As {@link #update}, a loaded program's descriptor being in the value, at that index. */
  public int updateWithProgram(
      ElementBytes bytes, int key, int value, int programAt, ProgramHandle program, long flags) {
    Lifetime other = program.object().lifetime();
    other.enter("use", program.name());
    try {
      bytes.buffer().putInt(programAt, program.descriptor("use"));
      return update(bytes, key, value, flags);
    } finally {
      other.leave();
    }
  }

  /** The map's descriptor, which the object closes. */
  public int fd() {
    return withDescriptor("fd", fd -> fd);
  }

  public int freeze() {
    return withDescriptor("freeze", LibbpfMaps::bpf_map_freeze);
  }

  public BpfMapInfo info() {
    return withDescriptor("info", fd -> MapReuse.info(handle.name(), fd));
  }

  /** Runs a system call on the map's descriptor, which stays valid meanwhile. */
  private <T> T withDescriptor(String operation, IntFunction<T> call) {
    int fd = enter(operation).fd;
    try {
      return call.apply(fd);
    } finally {
      lifetime.leave();
    }
  }

  /**
   * What to throw for an answer that is none of those expected.
   *
   * @param function of libbpf that gave the answer
   * @param answer a negative error number
   * @param explanation what it means for this map, or an empty text
   */
  public BpfException failure(String function, int answer, String explanation) {
    LoadedMap map = loaded;
    return LibbpfCall.of(function, handle.name())
        .explain("EPERM", () -> map == null ? Privileges.refusal() : MapAccess.refusal(map.fd))
        .diagnose(() -> explanation.isEmpty() ? List.of() : List.of(explanation))
        .failure(-answer, List.of());
  }

  /**
   * Another descriptor of the kernel's map, which outlives the object, and which the caller closes.
   */
  public int duplicateDescriptor() {
    return withDescriptor(
        "use", fd -> SystemCall.on(handle.name()).get(() -> Descriptor.duplicate(fd)));
  }

  /** Begins a call on the kernel's map, and says what that is. */
  private LoadedMap enter(String operation) {
    lifetime.enter(operation, handle.name());
    LoadedMap known = loaded;
    if (known != null) {
      return known;
    }
    try {
      return find(operation);
    } catch (RuntimeException | Error e) {
      lifetime.leave();
      throw e;
    }
  }

  private LoadedMap find(String operation) {
    int fd = handle.descriptor(operation);
    int size = handle.valueSize();
    int room = size;
    if (handle.type().isPerCpu() || !handle.type().isKnown()) {
      room = ElementBytes.align(size) * Cpus.possible();
    }
    LoadedMap found =
        new LoadedMap(fd, handle.keySize(), handle.type().isPerCpu() ? room : size, room);
    loaded = found;
    return found;
  }
}
