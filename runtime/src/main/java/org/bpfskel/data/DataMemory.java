package org.bpfskel.data;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bpfskel.btf.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a data section, in native byte order: before load a copy of its initial value,
 * afterwards the memory that the kernel's programs use. It stays valid for as long as anything
 * refers to it, closed objects included.
 */
public abstract class DataMemory {
  /** Null where there is no such memory. */
  private @Nullable ByteBuffer readable;

  private @Nullable ByteBuffer writable;

  /** Starts with a copy of these bytes, which can be written to. */
  protected DataMemory(byte[] content) {
    ByteBuffer copy = copy(content);
    readable = copy;
    writable = copy;
  }

  /** Only in direct memory are atomic accesses possible. */
  private static ByteBuffer copy(byte[] content) {
    return ByteBuffer.allocateDirect(content.length).put(0, content).order(ByteOrder.nativeOrder());
  }

  /** Goes over to a copy of the bytes as they are, which can be written to. */
  protected final void replaceByCopy() {
    ByteBuffer copy = copy(content());
    replace(copy, copy);
  }

  /** A copy of the bytes as they are. */
  protected final byte[] content() {
    ByteBuffer now = readable();
    byte[] bytes = new byte[now.capacity()];
    now.get(0, bytes);
    return bytes;
  }

  /** Goes over to other memory; null for what cannot be written to. */
  protected final void replace(ByteBuffer content, @Nullable ByteBuffer writableContent) {
    content.order(ByteOrder.nativeOrder());
    if (writableContent != null) {
      writableContent.order(ByteOrder.nativeOrder());
    }
    // Readers take no lock: whoever sees the buffer must see all of it.
    VarHandle.releaseFence();
    readable = content;
    writable = writableContent;
  }

  /** Has no memory any more: what is read or written then, nobody would have written or read. */
  protected final void replaceByNone() {
    readable = null;
    writable = null;
  }

  /** Why a variable cannot be set now, or neither be read if there is no memory. */
  protected abstract String refusal();

  /** The bytes as they are. */
  protected final ByteBuffer readable() {
    ByteBuffer bytes = readable;
    if (bytes == null) {
      throw new IllegalStateException("there are no such variables: " + refusal());
    }
    return bytes;
  }

  /**
   * The bytes, to be changed.
   *
   * @throws IllegalStateException if they cannot be
   */
  final ByteBuffer writable(Variable variable) {
    ByteBuffer bytes = writable;
    if (bytes == null) {
      throw new IllegalStateException(
          Printable.of(variable.name()) + " cannot be set: " + refusal());
    }
    return bytes;
  }
}
