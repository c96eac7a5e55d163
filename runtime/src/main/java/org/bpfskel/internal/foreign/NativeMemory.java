package org.bpfskel.internal.foreign;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Copies between Java and memory that libbpf owns. The caller vouches for address and size. */
public final class NativeMemory {
  /** A piece of native memory: its address and its size in bytes. */
  public record Block(long address, long size) {}

  /** The smallest that systems have; only how well gaps are kept depends on it. */
  private static final int PAGE = 4096;

  private NativeMemory() {}

  /** The NUL-terminated UTF-8 string at an address. */
  public static String string(long address) {
    return NativeBinding.calls().string(address);
  }

  /** The text in a copy of a {@code char} array, up to its NUL if it has one. */
  public static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** A copy of the block's bytes. */
  public static byte[] read(Block block) {
    byte[] bytes = new byte[Math.toIntExact(block.size())];
    buffer(block).get(bytes);
    return bytes;
  }

  /** Copies a block to a direct buffer of its size, as {@link #copy} does. */
  public static void read(Block from, ByteBuffer to) {
    copy(buffer(from), to);
  }

  /** Copies a direct buffer to a block of its size, as {@link #copy} does. */
  public static void write(ByteBuffer from, Block to) {
    copy(from, buffer(to));
  }

  /**
   * The memory of a block, in native byte order, which is not known to end: whoever uses the buffer
   * must know.
   */
  public static ByteBuffer buffer(Block block) {
    return buffer(block.address(), block.size());
  }

  private static ByteBuffer buffer(long address, long size) {
    return NativeBinding.calls().buffer(address, size);
  }

  /**
   * Copies a direct buffer to another of its size, page by page and only what differs: so pages to
   * which nobody has written are given no memory.
   */
  public static void copy(ByteBuffer from, ByteBuffer to) {
    int size = from.capacity();
    int length;
    for (int at = 0; at < size; at += length) {
      length = Math.min(PAGE, size - at);
      if (from.slice(at, length).mismatch(to.slice(at, length)) >= 0) {
        to.put(at, from, at, length);
      }
    }
  }

  /** Writes {@code length} bytes of an array, from index {@code from}, to an address. */
  public static void write(long address, byte[] bytes, int from, int length) {
    buffer(address, length).put(bytes, from, length);
  }

  /** Where a direct buffer's index 0 is; the buffer must outlive the address. */
  public static long address(ByteBuffer direct) {
    return NativeBinding.calls().address(direct);
  }

  /** The pointer stored at an address. */
  public static long readPointer(long address) {
    return buffer(address, Long.BYTES).getLong(0);
  }

  /** Stores a pointer at an address. */
  public static void writePointer(long address, long value) {
    buffer(address, Long.BYTES).putLong(0, value);
  }
}
