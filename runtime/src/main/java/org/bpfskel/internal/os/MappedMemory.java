package org.bpfskel.internal.os;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.bpfskel.internal.foreign.Leftover;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.Release;

/** Memory that is shared with the kernel through a file descriptor. */
public final class MappedMemory {
  private static final int PROT_NONE = 0;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;
  private static final int MAP_FIXED = 0x10;
  private static final int MAP_ANONYMOUS = 0x20;
  private static final int MAP_NORESERVE = 0x4000;
  private static final int MAP_FIXED_NOREPLACE = 0x100000;

  /** Memory of its own, none of which is taken before it is written to. */
  private static final int ZEROS = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;

  private static final int NO_FILE = -1;

  private MappedMemory() {}

  /**
   * Maps a part of a file: {@code mmap} with {@code MAP_SHARED}. The mapping outlives the
   * descriptor.
   *
   * @param offset in the file, a multiple of the page size
   * @param length in bytes, at most {@link Integer#MAX_VALUE}
   * @param writable whether to map it for writing too; if not, the buffer is read-only
   */
  public static Mapping map(int fd, long offset, long length, boolean writable)
      throws ErrnoException {
    int size = Math.toIntExact(length);
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    return new Mapping(mmap(0, size, protection, MAP_SHARED, fd, offset), size, writable);
  }

  /** Maps memory of this process alone, all zeros, which takes room as it is written to. */
  public static Mapping zeros(int length) throws ErrnoException {
    return new Mapping(mmap(0, length, PROT_READ | PROT_WRITE, ZEROS, NO_FILE, 0), length, true);
  }

  /** Puts zeros where something is mapped, to be read only. Returns whether it could. */
  static boolean replaceByZeros(long address, long length) {
    return LibC.mmap(address, length, PROT_READ, ZEROS | MAP_FIXED, NO_FILE, 0) == address;
  }

  /**
   * Maps a file that never changes, to read it: {@code mmap} with {@code MAP_PRIVATE}, which is how
   * the kernel gives its BTF away since Linux 6.16.
   *
   * @throws ErrnoException if the file cannot be opened or mapped: {@code ENODEV} by older kernels
   */
  public static ByteBuffer constant(Path file, long length) throws ErrnoException {
    int fd = Descriptor.ofFile(file.toString());
    try {
      int size = Math.toIntExact(length);
      return new Mapping(mmap(0, size, PROT_READ, MAP_PRIVATE, fd, 0), size, false).buffer();
    } finally {
      Descriptor.close(fd);
    }
  }

  private static long mmap(
      long address, long length, int protection, int flags, int fd, long offset)
      throws ErrnoException {
    Leftover.limit();
    for (int tries = 0; ; tries++) {
      try {
        return ErrnoException.check(
            "mmap", LibC.mmap(address, length, protection, flags, fd, offset));
      } catch (ErrnoException e) {
        // Of addresses or mappings, of which what is closed may have too many.
        if (!e.symbol().equals("ENOMEM") || !Leftover.collect(tries)) {
          throw e;
        }
      }
    }
  }

  /**
   * Takes a range of addresses, without memory, unless something is there: {@code mmap} with {@code
   * MAP_FIXED_NOREPLACE}.
   *
   * @throws ErrnoException {@code EEXIST} if something is
   */
  public static void reserve(long address, long length) throws ErrnoException {
    ErrnoException.check(
        "mmap", LibC.mmap(address, length, PROT_NONE, ZEROS | MAP_FIXED_NOREPLACE, NO_FILE, 0));
  }

  /** Gives such a range back. */
  public static void release(long address, long length) {
    LibC.munmap(address, length);
  }

  /**
   * Memory that somebody else has mapped, who may unmap it no sooner than this buffer, and all that
   * was cut from it, are unreachable.
   *
   * @param end runs then, in a thread of its own; must not refer to the buffer
   */
  public static ByteBuffer view(long address, int length, Runnable end) {
    ByteBuffer root = NativeMemory.buffer(new NativeMemory.Block(address, length));
    Release.register(root, end);
    return root.order(ByteOrder.nativeOrder());
  }

  /** Bytes of a page: {@code getpagesize}. */
  public static int pageSize() {
    return LibC.getpagesize();
  }
}
