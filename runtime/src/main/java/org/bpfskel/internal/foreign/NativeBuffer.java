package org.bpfskel.internal.foreign;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Native memory of our own: freed by close, or once nothing refers to it. */
public final class NativeBuffer implements AutoCloseable {
  private static final byte[] ZEROS = new byte[4096];

  private final long address;

  /** All of it, in native byte order; whoever reads or writes keeps it reachable. */
  private final ByteBuffer bytes;

  private final Cleaner.Cleanable end;

  private NativeBuffer(long size) {
    int length = Math.toIntExact(size);
    NativeCalls calls = NativeBinding.calls();
    // C wants some address for no bytes, too.
    long allocated = calls.allocate(Math.max(length, 1));
    try {
      this.address = allocated;
      this.bytes = calls.buffer(allocated, length);
      this.end = Release.register(bytes, new Allocated(calls, allocated));
    } catch (RuntimeException | Error e) {
      calls.free(allocated);
      throw e;
    }
  }

  private record Allocated(NativeCalls calls, long address) implements Runnable {
    @Override
    public void run() {
      calls.free(address);
    }
  }

  /** As many bytes, all of them zero; at most {@link Integer#MAX_VALUE}. */
  public static NativeBuffer zeroed(long size) {
    NativeBuffer buffer = new NativeBuffer(size);
    int length;
    for (int at = 0; at < size; at += length) {
      length = (int) Math.min(ZEROS.length, size - at);
      buffer.bytes.put(at, ZEROS, 0, length);
    }
    return buffer;
  }

  /** A copy of an array. */
  public static NativeBuffer of(byte[] bytes) {
    NativeBuffer buffer = new NativeBuffer(bytes.length);
    buffer.bytes.put(0, bytes);
    return buffer;
  }

  /** Room for a text with its NUL, empty until C writes one: pages never written cost nothing. */
  public static NativeBuffer forText(long size) {
    NativeBuffer buffer = new NativeBuffer(size);
    buffer.bytes.put(0, (byte) 0);
    return buffer;
  }

  /** Where a buffer is; 0, C's null pointer, for none. */
  public static long address(@Nullable NativeBuffer buffer) {
    return buffer == null ? 0 : buffer.address;
  }

  /** All of it, in native byte order, and only until {@link #close}. */
  public ByteBuffer bytes() {
    return bytes;
  }

  /** A copy of the first bytes. */
  public byte[] read(int length) {
    byte[] copy = new byte[length];
    bytes.get(0, copy);
    return copy;
  }

  /** A copy of the first integers. */
  public int[] readInts(int length) {
    int[] copy = new int[length];
    bytes.asIntBuffer().get(copy);
    return copy;
  }

  @Override
  public void close() {
    try {
      end.clean();
    } finally {
      Reference.reachabilityFence(bytes); // until here C may use the address
    }
  }
}
