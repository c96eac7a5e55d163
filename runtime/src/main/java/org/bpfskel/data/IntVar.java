package org.bpfskel.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

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

  /** {@return the value, by a plain read} */
  public int get() {
    ByteBuffer bytes = read();
    try {
      return (int) VALUE.get(bytes, offset);
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
  public void set(int value) {
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
  public int getAcquire() {
    ByteBuffer bytes = readAligned(Integer.BYTES);
    try {
      return (int) VALUE.getAcquire(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value after everything before in this thread: {@code smp_store_release}.
   *
   * @param value the new value
   */
  public void setRelease(int value) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
    try {
      VALUE.setRelease(bytes, offset, value);
    } finally {
      end(bytes);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public int getVolatile() {
    ByteBuffer bytes = readAligned(Integer.BYTES);
    try {
      return (int) VALUE.getVolatile(bytes, offset);
    } finally {
      end(bytes);
    }
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   */
  public void setVolatile(int value) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
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
  public boolean compareAndSet(int expected, int value) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
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
  public int getAndSet(int value) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
    try {
      return (int) VALUE.getAndSet(bytes, offset, value);
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
  public int getAndAdd(int delta) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
    try {
      return (int) VALUE.getAndAdd(bytes, offset, delta);
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
  public int getAndBitwiseOr(int mask) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
    try {
      return (int) VALUE.getAndBitwiseOr(bytes, offset, mask);
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
  public int getAndBitwiseAnd(int mask) {
    ByteBuffer bytes = writeAligned(Integer.BYTES);
    try {
      return (int) VALUE.getAndBitwiseAnd(bytes, offset, mask);
    } finally {
      end(bytes);
    }
  }

  @Override
  String text() {
    return Integer.toString(get());
  }
}
