package org.bpfskel.data;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

/** C: an integer of 1 byte, signed or not. See {@link Variable} for threads and life time. */
public final class ByteVar extends Variable {
  ByteVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** {@return the value, by a plain read} */
  public byte get() {
    ByteBuffer bytes = read();
    try {
      return bytes.get(offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value, by a plain write.
   *
   * @param value the new value
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(byte value) {
    ByteBuffer bytes = write();
    try {
      bytes.put(offset, value);
    } finally {
      end(bytes);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public byte getVolatile() {
    // No VarHandle has single bytes of a buffer; a whole byte is read or written at once anyway.
    VarHandle.fullFence();
    byte value = get();
    VarHandle.acquireFence();
    return value;
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   */
  public void setVolatile(byte value) {
    VarHandle.releaseFence();
    set(value);
    VarHandle.fullFence();
  }

  @Override
  String text() {
    return Byte.toString(get());
  }
}
