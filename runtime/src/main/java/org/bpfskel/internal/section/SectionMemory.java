package org.bpfskel.internal.section;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.Libbpf;
import org.bpfskel.internal.object.SectionKind;
import org.bpfskel.internal.os.MappedMemory;
import org.bpfskel.internal.os.Mapping;
import org.bpfskel.internal.value.DataMemory;
import org.bpfskel.internal.value.GrownArray;
import org.jspecify.annotations.Nullable;

/**
 * Where the variables of a section are: first in a copy, for libbpf's own is gone after close, then
 * mapped from the kernel's map. libbpf 1.4 leaves its own at a private copy after load.
 */
public class SectionMemory extends DataMemory {
  /** {@code BPF_F_RDONLY_PROG}: constants for the verifier, which libbpf freezes at load. */
  private static final int RDONLY_PROG = 1 << 7;

  /** What is larger is no buffer of Java's, which takes all its memory at once. */
  private static final int SMALL = 1 << 16;

  private final MapHandle map;
  private final boolean kconfig;
  private final List<Mapping> mapped = new ArrayList<>();

  /** Whether load left the map out. */
  private boolean leftOut;

  /** Memory that begins as zeros; its mapping if it is large. */
  private record Zeros(ByteBuffer bytes, @Nullable Mapping mapping) {
    static Zeros of(MapHandle map, int size) {
      if (size <= SMALL) {
        return new Zeros(ByteBuffer.allocateDirect(size), null);
      }
      Mapping large = SystemCall.mapping(map.name()).get(() -> MappedMemory.zeros(size));
      return new Zeros(large.buffer(), large);
    }
  }

  /**
   * Starts with the initial value that libbpf has.
   *
   * @param hasValue false for no bytes
   * @param guards whether the memory after load goes at close
   */
  SectionMemory(MapHandle map, boolean hasValue, boolean guards) {
    this(map, Zeros.of(map, hasValue ? map.initialValue().size() : 0), guards);
    if (hasValue) {
      map.initialValue().read(readable());
    }
  }

  private SectionMemory(MapHandle map, Zeros zeros, boolean guards) {
    super(zeros.bytes, guards);
    this.map = map;
    this.kconfig = isKconfig(map);
    if (zeros.mapping != null) {
      mapped.add(zeros.mapping);
    }
    if (kconfig) {
      replace(readable(), null);
    }
  }

  /** By its section: a user's own, {@code .data.kconfig} for one, may end in the same name. */
  private static boolean isKconfig(MapHandle map) {
    long found =
        Libbpf.bpf_object__find_map_by_name(map.object().address(), SectionKind.KCONFIG.section());
    return found == map.address();
  }

  final byte[] bytes() {
    try {
      return content();
    } catch (OutOfMemoryError e) {
      throw map.initialValue().noRoom();
    }
  }

  final void fill(byte[] value) {
    readable().put(0, value);
  }

  /** Grows by zeros, as libbpf's own memory does. */
  final void grow(GrownArray array, Runnable byLibbpf) {
    ByteBuffer before = readable();
    Zeros larger = Zeros.of(map, array.offset() + array.bytes());
    byLibbpf.run();
    map.initialValue().moved();
    NativeMemory.copy(before, larger.bytes);
    if (larger.mapping != null) {
      mapped.add(larger.mapping);
    }
    replaceByLarger(larger.bytes, array);
  }

  final boolean isKconfig() {
    return kconfig;
  }

  /** What libbpf computes at load is left to it. */
  void flush() {
    if (!kconfig) {
      map.initialValue().write(readable());
    }
  }

  /** Stays with the copy, of a section without variables: libbpf makes it no map to be mapped. */
  void keep() {
    replace(readable(), null);
  }

  /** Goes over to the memory of the kernel's map, or to none if load left that out. */
  final void goToMap() {
    leftOut = !map.isCreated();
    if (leftOut) {
      replaceByNone();
    } else {
      map();
    }
  }

  void map() {
    boolean writable = (Libbpf.bpf_map__map_flags(map.address()) & RDONLY_PROG) == 0;
    int size = readable().capacity();
    int fd = Libbpf.bpf_map__fd(map.address());
    Mapping shared =
        SystemCall.mapping(map.name(), fd)
            .explain("ENOTSUPP", () -> SpecialVariables.refusal(map))
            .get(() -> MappedMemory.map(fd, 0, size, writable));
    mapped.add(shared);
    replace(shared.buffer(), writable ? shared.buffer() : null);
  }

  /** Goes over to a copy, which can be written to, of the bytes as they are. */
  final void replaceByCopy() {
    ByteBuffer bytes = readable();
    Zeros copy = Zeros.of(map, bytes.capacity());
    NativeMemory.copy(bytes, copy.bytes);
    if (copy.mapping != null) {
      mapped.add(copy.mapping);
    }
    replace(copy.bytes, copy.bytes);
  }

  /** Within the object's close: what is mapped here stays for as long as it is referred to. */
  void leave() {
    mapped.forEach(Mapping::leave);
    mapped.clear();
  }

  final boolean isLeftOut() {
    return leftOut;
  }

  @Override
  protected String refusal() {
    if (leftOut) {
      return map.leftOut();
    }
    return kconfig
        ? "libbpf sets it at load, from the kernel's configuration and what OpenOptions add to it"
        : "the kernel has taken its value as a constant at load";
  }
}
