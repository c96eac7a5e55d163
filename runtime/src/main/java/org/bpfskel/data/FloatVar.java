package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

/** C: {@code float}. See {@link Variable} for threads and life time. */
public final class FloatVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(float[].class, ByteOrder.nativeOrder());

  FloatVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** {@return the value, by a plain read} */
  public float get() {
    ByteBuffer bytes = read();
    try {
      return (float) VALUE.get(bytes, offset);
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
  public void set(float value) {
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
  public float getAcquire() {
    ByteBuffer bytes = readAligned(Float.BYTES);
    try {
      return (float) VALUE.getAcquire(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value after everything before in this thread: {@code smp_store_release}.
   *
   * @param value the new value
   */
  public void setRelease(float value) {
    ByteBuffer bytes = writeAligned(Float.BYTES);
    try {
      VALUE.setRelease(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public float getVolatile() {
    ByteBuffer bytes = readAligned(Float.BYTES);
    try {
      return (float) VALUE.getVolatile(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   */
  public void setVolatile(float value) {
    ByteBuffer bytes = writeAligned(Float.BYTES);
    try {
      VALUE.setVolatile(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value if it is the expected one, atomically: {@code cmpxchg}.
   *
   * @param expected what the value must be, bit for bit
   * @param value the new value
   * @return whether it was
   */
  public boolean compareAndSet(float expected, float value) {
    ByteBuffer bytes = writeAligned(Float.BYTES);
    try {
      return VALUE.compareAndSet(bytes, offset, expected, value);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value atomically, and returns the one before: {@code xchg}.
   *
   * @param value the new value
   * @return the value before
   */
  public float getAndSet(float value) {
    ByteBuffer bytes = writeAligned(Float.BYTES);
    try {
      return (float) VALUE.getAndSet(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  @Override
  String text() {
    return Float.toString(get());
  }
}
