package org.bpfskel.internal;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Copies between Java and memory that libbpf owns. The caller vouches for address and size. */
public final class NativeMemory {
  /** A piece of native memory: its address and its size in bytes. */
  public record Block(long address, int size) {}

  private NativeMemory() {}

  /** The NUL-terminated UTF-8 string at an address. */
  public static String string(long address) {
    return new Pointer(address).getString(0, "UTF-8");
  }

  /** A copy of the block's bytes. */
  public static byte[] read(Block block) {
    return new Pointer(block.address()).getByteArray(0, block.size());
  }

  /** Writes {@code length} bytes of an array, from index {@code from}, to an address. */
  public static void write(long address, byte[] bytes, int from, int length) {
    new Pointer(address).write(0, bytes, from, length);
  }

  /** Where a direct buffer's index 0 is; the buffer must outlive the address. */
  public static long address(ByteBuffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }

  /** The pointer stored at an address. */
  public static long readPointer(long address) {
    return new Pointer(address).getLong(0);
  }

  /** Stores a pointer at an address. */
  public static void writePointer(long address, long value) {
    new Pointer(address).setLong(0, value);
  }
}
