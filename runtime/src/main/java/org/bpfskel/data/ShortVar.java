package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

/** C: an integer of 2 bytes, signed or not. See {@link Variable} for threads and life time. */
public final class ShortVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.nativeOrder());

  ShortVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** {@return the value, by a plain read} */
  public short get() {
    ByteBuffer bytes = read();
    try {
      return (short) VALUE.get(bytes, offset);
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
  public void set(short value) {
    ByteBuffer bytes = write();
    try {
      VALUE.set(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /**
   * {@return the value, read before everything that follows in this thread: {@code
   * smp_load_acquire}}
   */
  public short getAcquire() {
    ByteBuffer bytes = readAligned(Short.BYTES);
    try {
      return (short) VALUE.getAcquire(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value after everything before in this thread: {@code smp_store_release}.
   *
   * @param value the new value
   */
  public void setRelease(short value) {
    ByteBuffer bytes = writeAligned(Short.BYTES);
    try {
      VALUE.setRelease(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public short getVolatile() {
    ByteBuffer bytes = readAligned(Short.BYTES);
    try {
      return (short) VALUE.getVolatile(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   */
  public void setVolatile(short value) {
    ByteBuffer bytes = writeAligned(Short.BYTES);
    try {
      VALUE.setVolatile(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  @Override
  String text() {
    return Short.toString(get());
  }
}
