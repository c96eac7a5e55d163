package org.bpfskel.internal.os;

import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.internal.foreign.Leftover;
import org.bpfskel.internal.foreign.NativeMemory;
import org.bpfskel.internal.foreign.Release;

/**
 * Addresses that this process has mapped, and a buffer of them. They are unmapped when the buffer
 * and all that was cut from it are unreachable, if not before: whoever still holds one can never
 * touch memory that is gone. Safe for use by several threads.
 */
public final class Mapping {
  private final ByteBuffer buffer;
  private final Pages range;
  private final Cleaner.Cleanable end;

  Mapping(long address, int length, boolean writable) {
    ByteBuffer root = NativeMemory.buffer(new NativeMemory.Block(address, length));
    this.range = new Pages(address, length);
    this.end = Release.register(root, range);
    this.buffer = (writable ? root : root.asReadOnlyBuffer()).order(ByteOrder.nativeOrder());
  }

  /** A direct buffer of all of it, in native byte order. */
  public ByteBuffer buffer() {
    return buffer;
  }

  /** Whoever mapped it is closed: it counts as {@link Leftover} until nobody can reach it. */
  public void leave() {
    range.leave();
  }

  /**
   * Gives the memory back, and with it what holds it in the kernel. The buffer reads as zeros from
   * now on, and nobody may write to it any more.
   *
   * @param viewed whether somebody may look at what it holds now: then it is {@link #leave left}
   */
  public void end(boolean viewed) {
    if (viewed) {
      range.leave();
    } else {
      range.discard();
    }
  }

  /** Unmaps it now: nobody may use the buffer, or one that was cut from it, ever again. */
  public void unmap() {
    end.clean();
  }

  private static final class Pages implements Runnable {
    private final long address;
    private final long length;
    private long bytes;
    private boolean isLeft;
    private boolean isUnmapped;

    Pages(long address, long length) {
      this.address = address;
      this.length = length;
      this.bytes = length;
    }

    synchronized void leave() {
      if (!isLeft && !isUnmapped) {
        isLeft = true;
        Leftover.add(bytes);
      }
    }

    synchronized void discard() {
      if (!isLeft && !isUnmapped) {
        // What cannot be had must not keep anything from being closed.
        bytes = MappedMemory.replaceByZeros(address, length) ? 0 : length;
        leave();
      }
    }

    @Override
    public synchronized void run() {
      isUnmapped = true;
      LibC.munmap(address, length);
      if (isLeft) {
        Leftover.remove(bytes);
      }
    }
  }
}
