package org.bpfskel.internal;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that is shared with the kernel through a file descriptor. */
public final class MappedMemory {
  private static final int PROT_NONE = 0;
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;

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
    int size = Math.toIntExact(length);
    int protection = writable ? PROT_READ | PROT_WRITE : PROT_READ;
    long address =
        ErrnoException.check("mmap", LibC.mmap(0, size, protection, MAP_SHARED, fd, offset));
    ByteBuffer root = new Pointer(address).getByteBuffer(0, size);
    Release.CLEANER.register(root, () -> LibC.munmap(address, size));
    return (writable ? root : root.asReadOnlyBuffer()).order(ByteOrder.nativeOrder());
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
    Release.CLEANER.register(root, end);
    return root.order(ByteOrder.nativeOrder());
  }

  /** Bytes of a page: {@code getpagesize}. */
  public static int pageSize() {
    return LibC.getpagesize();
  }
}
