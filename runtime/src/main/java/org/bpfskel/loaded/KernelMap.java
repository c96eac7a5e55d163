package org.bpfskel.loaded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.bpfskel.BpfException;
import org.bpfskel.BpfMap;
import org.bpfskel.MapType;
import org.bpfskel.access.Door;
import org.bpfskel.access.ValueDoor;
import org.bpfskel.access.ValueFit;
import org.bpfskel.btf.Btf;
import org.bpfskel.data.Codec;
import org.bpfskel.internal.handle.KernelKind;
import org.bpfskel.internal.handle.KernelMapHandle;
import org.bpfskel.internal.handle.TypeReading;
import org.bpfskel.map.MapOfKind;
import org.bpfskel.map.PerCpu;
import org.bpfskel.map.TypedMap;

/**
 * A map of the kernel without an object file: one that another process made, opened by its pin or
 * its id, or a new one. It is a map like any other, so that every factory of {@code
 * org.bpfskel.map} takes it; {@link #as} compares the types first, with those that the map was made
 * with.
 *
 * <pre>{@code
 * try (KernelMap map = KernelMap.pinned(Path.of("/sys/fs/bpf/counts"))) {
 *   BpfHashMap<Integer, Event> counts =
 *       map.as(BpfHashMap::of, Codec.INT32, Codec.struct(Event::new));
 * }
 * }</pre>
 *
 * <p>It holds a descriptor of its own, which {@link #close} closes; the kernel keeps the map as
 * long as anybody else holds it, by a descriptor, a pin or a program. What is never closed is
 * closed with a warning once nothing refers to the map nor to a face of it. Options can no longer
 * be changed, for the map is there; {@link BpfMap#object} throws, for there is none. Safe for use
 * by several threads.
 */
public final class KernelMap extends MapOfKind implements AutoCloseable {
  private final KernelMapHandle handle;

  private KernelMap(KernelMapHandle handle) {
    super(Door.MAP_WITHOUT_OBJECT.behind(handle));
    this.handle = handle;
  }

  /**
   * Opens a map that is pinned: {@code bpf_obj_get}.
   *
   * @param path the file in a BPF file system, such as {@code /sys/fs/bpf/counts}
   * @return the map, to be closed
   * @throws BpfException if nothing is pinned there, it is no map, or this process may not
   */
  public static KernelMap pinned(Path path) {
    return pinned(path, OpenAccess.READ_WRITE);
  }

  /**
   * As the other, for reading or writing alone: {@code bpf_obj_get_opts} with {@code file_flags}.
   *
   * @param path the file in a BPF file system, such as {@code /sys/fs/bpf/counts}
   * @param access what the file's mode has to allow, and what the map then can do
   * @return the map, to be closed
   * @throws BpfException if nothing is pinned there, it is no map, or this process may not
   */
  public static KernelMap pinned(Path path, OpenAccess access) {
    return new KernelMap(KernelMapHandle.of(KernelKind.MAP.pinned(path, access.flags()), path));
  }

  /**
   * Opens the map that has a number in the kernel: {@code bpf_map_get_fd_by_id}. It takes {@code
   * CAP_SYS_ADMIN}.
   *
   * @param id as {@link org.bpfskel.MapInfo#id}
   * @return the map, to be closed
   * @throws BpfException if there is none, or this process may not
   */
  public static KernelMap byId(int id) {
    return byId(id, OpenAccess.READ_WRITE);
  }

  /**
   * As the other, for reading or writing alone: {@code bpf_map_get_fd_by_id_opts} with {@code
   * open_flags}.
   *
   * @param id as {@link org.bpfskel.MapInfo#id}
   * @param access what the map then can do
   * @return the map, to be closed
   * @throws BpfException if there is none, or this process may not
   */
  public static KernelMap byId(int id, OpenAccess access) {
    return new KernelMap(KernelMapHandle.of(KernelKind.MAP.byId(id, access.flags()), null));
  }

  /**
   * Creates a map: {@code bpf_map_create}, without options.
   *
   * @param type its kind
   * @param name at most 15 bytes of letters, digits, {@code _} and {@code .}; may be empty
   * @param keySize in bytes, 0 for kinds without keys
   * @param valueSize in bytes, of one CPU in a per-CPU map; 0 for kinds without values
   * @param maxEntries most elements; of a ring buffer its bytes
   * @return the map, to be closed, with which it is gone unless it is pinned or used
   * @throws BpfException if the kernel refuses
   */
  public static KernelMap create(
      MapType type, String name, int keySize, int valueSize, int maxEntries) {
    return create(type, name, keySize, valueSize, maxEntries, MapCreation.NO_OPTIONS);
  }

  /**
   * As the other, with {@code struct bpf_map_create_opts}.
   *
   * @param type its kind
   * @param name at most 15 bytes of letters, digits, {@code _} and {@code .}; may be empty
   * @param keySize in bytes, 0 for kinds without keys
   * @param valueSize in bytes, of one CPU in a per-CPU map; 0 for kinds without values
   * @param maxEntries most elements; of a ring buffer its bytes
   * @param options flags, types, inner map and the like
   * @return the map, to be closed, with which it is gone unless it is pinned or used
   * @throws BpfException if the kernel refuses
   */
  public static KernelMap create(
      MapType type, String name, int keySize, int valueSize, int maxEntries, MapCreation options) {
    int descriptor = options.create(type, name, keySize, valueSize, maxEntries);
    return new KernelMap(KernelMapHandle.of(descriptor, null));
  }

  /**
   * The map as its kind, its key and value types compared with the codecs first: structs member by
   * member, by their names in C, so that a class fits although its members lie elsewhere in the
   * map. The types are those that the map was made with; a map without any, and one whose types
   * this process may not read ({@code CAP_SYS_ADMIN}), must have the codecs' sizes.
   *
   * @param <K> what a key is in Java
   * @param <V> what a value is in Java
   * @param <M> the face
   * @param kind such as {@code BpfHashMap::of}
   * @param keys how a key lies in its bytes
   * @param values how a value lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws BpfException if the types differ, with every difference; or they cannot be read
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   * @throws IllegalStateException after close
   */
  public <K, V, M> M as(TypedMap<K, V, M> kind, Codec<K> keys, Codec<V> values) {
    List<String> misfits = new ArrayList<>();
    Codec<K> fitKeys = fitKeys(keys, misfits);
    Codec<V> fitValues = fitValues(values, misfits);
    requireFit(misfits);
    return kind.of(this, fitKeys, fitValues);
  }

  /**
   * As the other, for kinds whose values alone have a type of C, as {@code BpfArray::of}.
   *
   * @param <V> what a value is in Java
   * @param <M> the face
   * @param kind such as {@code BpfArray::of}
   * @param values how a value lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws BpfException if the types differ, with every difference; or they cannot be read
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   * @throws IllegalStateException after close
   */
  public <V, M> M as(BiFunction<BpfMap, Codec<V>, M> kind, Codec<V> values) {
    List<String> misfits = new ArrayList<>();
    Codec<V> fitValues = fitValues(values, misfits);
    requireFit(misfits);
    return kind.apply(this, fitValues);
  }

  /**
   * As {@link #as(TypedMap, Codec, Codec)}, of a map that has a value for each CPU.
   *
   * @param <K> what a key is in Java
   * @param <V> what the value of one CPU is in Java
   * @param <M> the face
   * @param kind such as {@code BpfHashMap::of}
   * @param keys how a key lies in its bytes
   * @param values how the value of one CPU lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws BpfException if the types differ, with every difference; or they cannot be read
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   * @throws IllegalStateException after close
   */
  public <K, V, M> M asPerCpu(TypedMap<K, List<V>, M> kind, Codec<K> keys, Codec<V> values) {
    List<String> misfits = new ArrayList<>();
    Codec<K> fitKeys = fitKeys(keys, misfits);
    Codec<V> fitValues = fitValues(values, misfits);
    requireFit(misfits);
    return kind.of(this, fitKeys, PerCpu.of(fitValues));
  }

  /**
   * As {@link #as(BiFunction, Codec)}, of a map that has a value for each CPU.
   *
   * @param <V> what the value of one CPU is in Java
   * @param <M> the face
   * @param kind such as {@code BpfArray::of}
   * @param values how the value of one CPU lies in its bytes
   * @return the same map, with the operations of its kind
   * @throws BpfException if the types differ, with every difference; or they cannot be read
   * @throws IllegalArgumentException if it is of another kind, or its sizes are not the codecs'
   * @throws IllegalStateException after close
   */
  public <V, M> M asPerCpu(BiFunction<BpfMap, Codec<List<V>>, M> kind, Codec<V> values) {
    List<String> misfits = new ArrayList<>();
    Codec<V> fitValues = fitValues(values, misfits);
    requireFit(misfits);
    return kind.apply(this, PerCpu.of(fitValues));
  }

  private <T> Codec<T> fitKeys(Codec<T> codec, List<String> misfits) {
    return fit("key", codec, options().btfKeyTypeId(), misfits);
  }

  private <T> Codec<T> fitValues(Codec<T> codec, List<String> misfits) {
    return fit("value", codec, options().btfValueTypeId(), misfits);
  }

  private <T> Codec<T> fit(String what, Codec<T> codec, int typeId, List<String> misfits) {
    Btf btf = handle.query("btf", () -> TypeReading.of(name(), handle::btf));
    if (typeId == 0 || typeId >= btf.typeCount()) {
      return codec;
    }
    Codec<T> found = ValueFit.of(what, codec, btf, typeId, misfits);
    // Another build of an object may lack a member; a map of others may be another one altogether.
    ValueDoor.values().lacks(what, found, misfits);
    return found;
  }

  private void requireFit(List<String> misfits) {
    if (!misfits.isEmpty()) {
      List<String> lines = new ArrayList<>();
      lines.add("the types that the map was made with are not those of the class:");
      lines.addAll(misfits);
      throw new BpfException("as", name(), BpfException.Kind.INVALID, lines);
    }
  }

  /** {@return whether {@link #close} has not been called} */
  public boolean isOpen() {
    return handle.isOpen();
  }

  /**
   * Closes the descriptor; every later call on the map and its faces throws {@link
   * IllegalStateException}. Closing again has no effect.
   */
  @Override
  public void close() {
    handle.close();
  }
}
