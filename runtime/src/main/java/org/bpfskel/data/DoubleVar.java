package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/** C: {@code double}. See {@link Variable} for threads and life time. */
public final class DoubleVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(double[].class, ByteOrder.nativeOrder());

  DoubleVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** The value, by a plain read. */
  public double get() {
    return (double) VALUE.get(bytes(), offset);
  }

  /**
   * Sets the value, by a plain write.
   *
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(double value) {
    VALUE.set(writable(), offset, value);
  }

  /** The value, read before everything that follows in this thread: {@code smp_load_acquire}. */
  public double getAcquire() {
    return (double) VALUE.getAcquire(bytes(), offset);
  }

  /** Sets the value after everything before in this thread: {@code smp_store_release}. */
  public void setRelease(double value) {
    VALUE.setRelease(writable(), offset, value);
  }

  /** The value, with the effects of a volatile read. */
  public double getVolatile() {
    return (double) VALUE.getVolatile(bytes(), offset);
  }

  /** Sets the value, with the effects of a volatile write. */
  public void setVolatile(double value) {
    VALUE.setVolatile(writable(), offset, value);
  }

  /**
   * Sets the value if it is the expected one, atomically: {@code cmpxchg}.
   *
   * @return whether it was
   */
  public boolean compareAndSet(double expected, double value) {
    return VALUE.compareAndSet(writable(), offset, expected, value);
  }

  /** Sets the value atomically, and returns the one before: {@code xchg}. */
  public double getAndSet(double value) {
    return (double) VALUE.getAndSet(writable(), offset, value);
  }

  @Override
  String text() {
    return Double.toString(get());
  }
}
