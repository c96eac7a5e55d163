package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/**
 * C: an integer of 8 bytes, signed or not, an enum of that size, or an address. See {@link
 * Variable} for threads and life time.
 */
public final class LongVar extends Variable {
  private static final VarHandle VALUE =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  LongVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
  }

  /** The value, by a plain read. */
  public long get() {
    return (long) VALUE.get(bytes(), offset);
  }

  /**
   * Sets the value, by a plain write.
   *
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(long value) {
    VALUE.set(writable(), offset, value);
  }

  /** The value, read before everything that follows in this thread: {@code smp_load_acquire}. */
  public long getAcquire() {
    return (long) VALUE.getAcquire(bytes(), offset);
  }

  /** Sets the value after everything before in this thread: {@code smp_store_release}. */
  public void setRelease(long value) {
    VALUE.setRelease(writable(), offset, value);
  }

  /** The value, with the effects of a volatile read. */
  public long getVolatile() {
    return (long) VALUE.getVolatile(bytes(), offset);
  }

  /** Sets the value, with the effects of a volatile write. */
  public void setVolatile(long value) {
    VALUE.setVolatile(writable(), offset, value);
  }

  /**
   * Sets the value if it is the expected one, atomically: {@code cmpxchg}.
   *
   * @return whether it was
   */
  public boolean compareAndSet(long expected, long value) {
    return VALUE.compareAndSet(writable(), offset, expected, value);
  }

  /** Sets the value atomically, and returns the one before: {@code xchg}. */
  public long getAndSet(long value) {
    return (long) VALUE.getAndSet(writable(), offset, value);
  }

  /** Adds to the value atomically, and returns the one before: {@code __sync_fetch_and_add}. */
  public long getAndAdd(long delta) {
    return (long) VALUE.getAndAdd(writable(), offset, delta);
  }

  /** Sets bits atomically, and returns the value before: {@code __sync_fetch_and_or}. */
  public long getAndBitwiseOr(long mask) {
    return (long) VALUE.getAndBitwiseOr(writable(), offset, mask);
  }

  /** Keeps bits atomically, and returns the value before: {@code __sync_fetch_and_and}. */
  public long getAndBitwiseAnd(long mask) {
    return (long) VALUE.getAndBitwiseAnd(writable(), offset, mask);
  }

  @Override
  String text() {
    return Long.toString(get());
  }
}
