package org.bpfskel.internal.section;

import java.nio.ByteBuffer;
import org.bpfskel.BpfException;
import org.bpfskel.internal.handle.MapHandle;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.os.MappedMemory;
import org.bpfskel.internal.value.DataMemory;

/**
 * The elements of an array that user space may map, {@code BPF_F_MMAPABLE}: the kernel's own
 * memory, which stays for as long as anything refers to it, closed objects included.
 */
public final class ArrayMemory extends DataMemory {
  private static final String MAP = "mmap";

  /** {@code BPF_F_MMAPABLE}. */
  private static final int MMAPABLE = 1 << 10;

  /** {@code BPF_F_RDONLY}. */
  private static final int RDONLY = 1 << 3;

  private final int stride;

  private ArrayMemory(MapHandle map, ByteBuffer elements, int stride) {
    super(elements, false);
    this.stride = stride;
    holds(map.toString());
    if (elements.isReadOnly()) {
      replace(elements, null);
    }
  }

  /**
   * Maps all of an array.
   *
   * @throws BpfException if its flags forbid it, or the kernel
   * @throws IllegalStateException before load, after close, or if load left the map out
   */
  public static ArrayMemory of(MapHandle map) {
    return map.afterLoad(MAP, () -> mapped(map));
  }

  private static ArrayMemory mapped(MapHandle map) {
    int flags = map.mapFlags();
    if ((flags & MMAPABLE) == 0) {
      throw failure(
          map,
          BpfException.Kind.INVALID,
          "the map lacks a flag: add __uint(map_flags, BPF_F_MMAPABLE) to it in C");
    }
    int stride = (map.valueSize() + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    long size = (long) stride * Integer.toUnsignedLong(map.maxEntries());
    if (size > Integer.MAX_VALUE) {
      throw failure(
          map,
          BpfException.Kind.NO_ROOM,
          "its elements are %d bytes, Java's buffers have at most %d: use get and put"
              .formatted(size, Integer.MAX_VALUE));
    }
    int fd = map.descriptor(MAP);
    boolean writable = (flags & RDONLY) == 0;
    ByteBuffer elements =
        SystemCall.mapping(map.name(), fd)
            .get(() -> MappedMemory.map(fd, 0, size, writable))
            .buffer();
    return new ArrayMemory(map, elements, stride);
  }

  private static BpfException failure(MapHandle map, BpfException.Kind kind, String explanation) {
    return new BpfException(MAP, map.name(), kind, explanation);
  }

  /** Bytes from an element to the next: the kernel has each at a multiple of 8. */
  public int stride() {
    return stride;
  }

  @Override
  protected String refusal() {
    return "the map has the flag BPF_F_RDONLY: user space can only read it";
  }
}
