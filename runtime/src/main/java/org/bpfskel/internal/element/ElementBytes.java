package org.bpfskel.internal.element;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.internal.foreign.NativeMemory;

/**
 * Memory outside the heap for keys and values on their way to and from the kernel. It is kept from
 * call to call, so that {@link #take} usually costs nothing; how much is kept does not depend on
 * the number of threads. For one thread at a time.
 */
public final class ElementBytes implements AutoCloseable {
  private static final int ALIGNMENT = 8;
  private static final int SMALLEST = 256;

  /** What is larger is not kept for the next call. */
  private static final int LARGEST_KEPT = 1 << 20;

  /** Of memory that is not the pool's: its user's own, or taken beside the pool. */
  private static final int OWN = -1;

  private static final int BESIDE = -2;

  private final int place;
  private final ByteBuffer bytes;
  private final long address;
  private boolean taken;

  private ElementBytes(int place, int capacity) {
    this.place = place;
    this.bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    this.address = NativeMemory.address(bytes);
  }

  /**
   * Memory of at least that size; its content is undefined. To be given back by {@link #close}.
   * Code that runs meanwhile, a codec for one, may take memory of its own.
   */
  public static ElementBytes take(int size) {
    ElementBytes free = BytesPool.take(size);
    free.taken = true;
    return free;
  }

  /** Memory of that size and zeroed, which is not kept for others. */
  public static ElementBytes allocate(int size) {
    return new ElementBytes(OWN, size);
  }

  /** Memory for a place of the pool. */
  static ElementBytes kept(int place, int size) {
    // Twice the size, so that a slowly growing need does not allocate each time.
    return new ElementBytes(place, size > LARGEST_KEPT / 2 ? size : Math.max(SMALLEST, size * 2));
  }

  /** Memory for a call that finds no place in the pool. */
  static ElementBytes beside(int size) {
    return new ElementBytes(BESIDE, size);
  }

  /** The first place behind {@code size} bytes at which C would put a member of any type. */
  public static int align(int size) {
    return Math.addExact(size, ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** The memory, in native byte order; to be read and written by index. */
  public ByteBuffer buffer() {
    return bytes;
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    if (!taken) {
      return;
    }
    taken = false;
    if (place == BESIDE) {
      BytesPool.freeBeside(bytes.capacity());
    } else {
      BytesPool.free(place, bytes.capacity() <= LARGEST_KEPT);
    }
  }

  /** Where C finds {@code size} bytes at an index; 0, C's NULL, for none. */
  long address(int index, long size) {
    if (size == 0) {
      return 0;
    }
    if (index < 0 || size < 0 || size > bytes.capacity() - index) {
      throw new IndexOutOfBoundsException(
          size + " bytes at index " + index + " of " + bytes.capacity());
    }
    return address + index;
  }
}
