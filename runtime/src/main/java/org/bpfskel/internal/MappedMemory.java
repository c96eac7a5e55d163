package org.bpfskel.internal;

import com.sun.jna.Pointer;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory that is shared with the kernel through a file descriptor. */
public final class MappedMemory {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_SHARED = 1;
  static final Cleaner CLEANER = Cleaner.create();

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
    CLEANER.register(root, () -> LibC.munmap(address, size));
    return (writable ? root : root.asReadOnlyBuffer()).order(ByteOrder.nativeOrder());
  }

  /** Bytes of a page: {@code getpagesize}. */
  public static int pageSize() {
    return LibC.getpagesize();
  }
}
