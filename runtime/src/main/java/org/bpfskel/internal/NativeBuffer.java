package org.bpfskel.internal;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** Native memory of our own: freed by close, or once nothing refers to it. */
public final class NativeBuffer implements AutoCloseable {
  private final Memory memory;

  private NativeBuffer(long size) {
    // JNA has no memory of no bytes; C wants some address for it.
    this.memory = new Memory(Math.max(size, 1));
  }

  /** As many bytes, all of them zero. */
  public static NativeBuffer zeroed(long size) {
    NativeBuffer buffer = new NativeBuffer(size);
    buffer.memory.clear();
    return buffer;
  }

  /** A copy of an array. */
  public static NativeBuffer of(byte[] bytes) {
    NativeBuffer buffer = new NativeBuffer(bytes.length);
    buffer.memory.write(0, bytes, 0, bytes.length);
    return buffer;
  }

  /** Room for a text with its NUL, empty until C writes one: pages never written cost nothing. */
  public static NativeBuffer forText(long size) {
    NativeBuffer buffer = new NativeBuffer(size);
    buffer.memory.setByte(0, (byte) 0);
    return buffer;
  }

  /** Where a buffer is; 0, C's null pointer, for none. */
  public static long address(@Nullable NativeBuffer buffer) {
    return buffer == null ? 0 : Pointer.nativeValue(buffer.memory);
  }

  /** A copy of the first bytes. */
  public byte[] read(int length) {
    return memory.getByteArray(0, length);
  }

  /** A copy of the first integers. */
  public int[] readInts(int length) {
    return memory.getIntArray(0, length);
  }

  /** The text up to its NUL, as UTF-8. */
  public String text() {
    return memory.getString(0, "UTF-8");
  }

  @Override
  public void close() {
    memory.close();
  }
}
