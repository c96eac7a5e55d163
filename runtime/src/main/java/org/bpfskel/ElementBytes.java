package org.bpfskel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.internal.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * Memory outside the heap for keys and values on their way to and from the kernel. Each thread
 * keeps its own from call to call, so that {@link #take} usually costs nothing. For one thread at a
 * time.
 */
public final class ElementBytes implements AutoCloseable {
  private static final int ALIGNMENT = 8;
  private static final int SMALLEST = 256;

  /** What is larger is not kept for the thread's next call. */
  private static final int LARGEST_KEPT = 1 << 20;

  private static final ThreadLocal<@Nullable ElementBytes> OUTERMOST = new ThreadLocal<>();

  private ByteBuffer bytes = ByteBuffer.allocate(0);
  private long address;
  private boolean taken;
  private @Nullable ElementBytes inner;

  private ElementBytes() {}

  /**
   * This thread's memory, of at least that size; its content is undefined. To be given back by
   * {@link #close}. Code that runs meanwhile, a codec for one, may take memory of its own.
   */
  public static ElementBytes take(int size) {
    ElementBytes free = outermost();
    while (free.taken) {
      free = free.inner();
    }
    free.grow(size);
    free.taken = true;
    return free;
  }

  private static ElementBytes outermost() {
    ElementBytes kept = OUTERMOST.get();
    if (kept == null) {
      kept = new ElementBytes();
      OUTERMOST.set(kept);
    }
    return kept;
  }

  /** Memory that no thread keeps, of that size and zeroed. */
  public static ElementBytes allocate(int size) {
    ElementBytes own = new ElementBytes();
    own.replace(size);
    return own;
  }

  /** The first place behind {@code size} bytes at which C would put a member of any type. */
  public static int align(int size) {
    return Math.addExact(size, ALIGNMENT - 1) & -ALIGNMENT;
  }

  /** The memory, in native byte order; to be read and written by index. */
  public ByteBuffer buffer() {
    return bytes;
  }

  /** Gives the memory back to the thread that took it. */
  @Override
  public void close() {
    taken = false;
    if (bytes.capacity() > LARGEST_KEPT) {
      bytes = ByteBuffer.allocate(0);
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

  private ElementBytes inner() {
    if (inner == null) {
      inner = new ElementBytes();
    }
    return inner;
  }

  private void grow(int size) {
    if (bytes.capacity() < size) {
      // Twice the size, so that a slowly growing need does not allocate each time.
      replace(size > LARGEST_KEPT / 2 ? size : Math.max(SMALLEST, size * 2));
    }
  }

  private void replace(int capacity) {
    bytes = ByteBuffer.allocateDirect(capacity).order(ByteOrder.nativeOrder());
    address = NativeMemory.address(bytes);
  }
}
