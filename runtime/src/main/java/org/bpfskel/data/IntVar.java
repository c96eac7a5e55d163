package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * C: an integer of 4 bytes, signed or not, or an enum of that size. See {@link Variable} for
 * threads and life time.
 */
public final class IntVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  IntVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** The value, by a plain read. */
  public int get() {
    return (int) VALUE.get(bytes(), offset);
  }

  /**
   * Sets the value, by a plain write.
   *
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(int value) {
    VALUE.set(writable(), offset, value);
  }

  /** The value, read before everything that follows in this thread: {@code smp_load_acquire}. */
  public int getAcquire() {
    return (int) VALUE.getAcquire(bytes(), offset);
  }

  /** Sets the value after everything before in this thread: {@code smp_store_release}. */
  public void setRelease(int value) {
    VALUE.setRelease(writable(), offset, value);
  }

  /** The value, with the effects of a volatile read. */
  public int getVolatile() {
    return (int) VALUE.getVolatile(bytes(), offset);
  }

  /** Sets the value, with the effects of a volatile write. */
  public void setVolatile(int value) {
    VALUE.setVolatile(writable(), offset, value);
  }

  /**
   * Sets the value if it is the expected one, atomically: {@code cmpxchg}.
   *
   * @return whether it was
   */
  public boolean compareAndSet(int expected, int value) {
    return VALUE.compareAndSet(writable(), offset, expected, value);
  }

  /** Sets the value atomically, and returns the one before: {@code xchg}. */
  public int getAndSet(int value) {
    return (int) VALUE.getAndSet(writable(), offset, value);
  }

  /** Adds to the value atomically, and returns the one before: {@code __sync_fetch_and_add}. */
  public int getAndAdd(int delta) {
    return (int) VALUE.getAndAdd(writable(), offset, delta);
  }

  /** Sets bits atomically, and returns the value before: {@code __sync_fetch_and_or}. */
  public int getAndBitwiseOr(int mask) {
    return (int) VALUE.getAndBitwiseOr(writable(), offset, mask);
  }

  /** Keeps bits atomically, and returns the value before: {@code __sync_fetch_and_and}. */
  public int getAndBitwiseAnd(int mask) {
    return (int) VALUE.getAndBitwiseAnd(writable(), offset, mask);
  }

  @Override
  String text() {
    return Integer.toString(get());
  }
}
