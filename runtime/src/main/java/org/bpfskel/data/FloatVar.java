package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/** C: {@code float}. See {@link Variable} for threads and life time. */
public final class FloatVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(float[].class, ByteOrder.nativeOrder());

  FloatVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** The value, by a plain read. */
  public float get() {
    return (float) VALUE.get(bytes(), offset);
  }

  /**
   * Sets the value, by a plain write.
   *
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(float value) {
    VALUE.set(writable(), offset, value);
  }

  /** The value, read before everything that follows in this thread: {@code smp_load_acquire}. */
  public float getAcquire() {
    return (float) VALUE.getAcquire(bytes(), offset);
  }

  /** Sets the value after everything before in this thread: {@code smp_store_release}. */
  public void setRelease(float value) {
    VALUE.setRelease(writable(), offset, value);
  }

  /** The value, with the effects of a volatile read. */
  public float getVolatile() {
    return (float) VALUE.getVolatile(bytes(), offset);
  }

  /** Sets the value, with the effects of a volatile write. */
  public void setVolatile(float value) {
    VALUE.setVolatile(writable(), offset, value);
  }

  /**
   * Sets the value if it is the expected one, atomically: {@code cmpxchg}.
   *
   * @return whether it was
   */
  public boolean compareAndSet(float expected, float value) {
    return VALUE.compareAndSet(writable(), offset, expected, value);
  }

  /** Sets the value atomically, and returns the one before: {@code xchg}. */
  public float getAndSet(float value) {
    return (float) VALUE.getAndSet(writable(), offset, value);
  }

  @Override
  String text() {
    return Float.toString(get());
  }
}
