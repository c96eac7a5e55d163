package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

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

  /** {@return the value, by a plain read} */
  public long get() {
    ByteBuffer bytes = read();
    try {
      return (long) VALUE.get(bytes, offset);
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
  public void set(long value) {
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
  public long getAcquire() {
    ByteBuffer bytes = readAligned(Long.BYTES);
    try {
      return (long) VALUE.getAcquire(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value after everything before in this thread: {@code smp_store_release}.
   *
   * @param value the new value
   */
  public void setRelease(long value) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
    try {
      VALUE.setRelease(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public long getVolatile() {
    ByteBuffer bytes = readAligned(Long.BYTES);
    try {
      return (long) VALUE.getVolatile(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   */
  public void setVolatile(long value) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
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
  public boolean compareAndSet(long expected, long value) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
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
  public long getAndSet(long value) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
    try {
      return (long) VALUE.getAndSet(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /**
   * Adds to the value atomically, and returns the one before: {@code __sync_fetch_and_add}.
   *
   * @param delta what is added, negative to subtract
   * @return the value before
   */
  public long getAndAdd(long delta) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
    try {
      return (long) VALUE.getAndAdd(bytes, offset, delta);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets bits atomically, and returns the value before: {@code __sync_fetch_and_or}.
   *
   * @param mask the bits that are set
   * @return the value before
   */
  public long getAndBitwiseOr(long mask) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
    try {
      return (long) VALUE.getAndBitwiseOr(bytes, offset, mask);
    } finally {
      end(bytes);
    }
  }

  /**
   * Keeps bits atomically, and returns the value before: {@code __sync_fetch_and_and}.
   *
   * @param mask the bits that stay
   * @return the value before
   */
  public long getAndBitwiseAnd(long mask) {
    ByteBuffer bytes = writeAligned(Long.BYTES);
    try {
      return (long) VALUE.getAndBitwiseAnd(bytes, offset, mask);
    } finally {
      end(bytes);
    }
  }

  @Override
  String text() {
    return Long.toString(get());
  }
}
