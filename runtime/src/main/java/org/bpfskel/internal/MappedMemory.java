package org.bpfskel.internal;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** Memory that is shared with the kernel through a file descriptor. */
public final class MappedMemory {
  private static final int PROT_NONE = 0;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  private static final int MAP_PRIVATE = 2;

  /** MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE, MAP_FIXED_NOREPLACE. */
  private static final int RESERVATION = 2 | 0x20 | 0x4000 | 0x100000;

  private MappedMemory() {}

  /**
   * Maps a part of a file: {@code mmap} with {@code MAP_SHARED}. The mapping outlives the
   * descriptor, and ends when the buffer and all that was cut from it are unreachable: whoever
   * still holds one can never touch memory that is gone.
   *
   * @param offset in the file, a multiple of the page size
   * @param length in bytes, at most {@link Integer#MAX_VALUE}
   * @param writable whether to map it for writing too; if not, the buffer is read-only
   * @return a direct buffer in native byte order, page-aligned
   */
  public static ByteBuffer map(int fd, long offset, long length, boolean writable)
      throws ErrnoException {
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    ByteBuffer root = map(fd, offset, Math.toIntExact(length), protection, MAP_SHARED);
    return (writable ? root : root.asReadOnlyBuffer()).order(ByteOrder.nativeOrder());
  }

  /**
   * Maps a file that never changes, to read it: {@code mmap} with {@code MAP_PRIVATE}, which is how
   * the kernel gives its BTF away since Linux 6.16. The mapping ends as that of {@link #map(int,
   * long, long, boolean)}.
   *
   * @throws ErrnoException if the file cannot be opened or mapped: {@code ENODEV} by older kernels
   */
  public static ByteBuffer constant(Path file, long length) throws ErrnoException {
    int fd = Descriptor.ofFile(file.toString());
    try {
      return map(fd, 0, Math.toIntExact(length), PROT_READ, MAP_PRIVATE).asReadOnlyBuffer();
    } finally {
      Descriptor.close(fd);
    }
  }

  private static ByteBuffer map(int fd, long offset, int length, int protection, int flags)
      throws ErrnoException {
    long address =
        ErrnoException.check("mmap", LibC.mmap(0, length, protection, flags, fd, offset));
    ByteBuffer root = new Pointer(address).getByteBuffer(0, length);
    Release.register(root, () -> LibC.munmap(address, length));
    return root;
  }

  /**
   * Takes a range of addresses, without memory, unless something is there: {@code mmap} with {@code
   * MAP_FIXED_NOREPLACE}.
   *
   * @throws ErrnoException {@code EEXIST} if something is
   */
  public static void reserve(long address, long length) throws ErrnoException {
    ErrnoException.check("mmap", LibC.mmap(address, length, PROT_NONE, RESERVATION, -1, 0));
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
    ByteBuffer root = new Pointer(address).getByteBuffer(0, length);
    Release.register(root, end);
    return root.order(ByteOrder.nativeOrder());
  }

  /** Bytes of a page: {@code getpagesize}. */
  public static int pageSize() {
    return LibC.getpagesize();
  }
}
