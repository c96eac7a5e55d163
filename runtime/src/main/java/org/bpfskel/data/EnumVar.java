package org.bpfskel.data;

import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

/**
 * C: an enum of 1, 2 or 4 bytes, widened by its sign. See {@link Variable} for threads and life
 * time.
 */
public final class EnumVar extends Variable {
  private final int size;
  private final boolean signed;
  private final ByteVar one;
  private final ShortVar two;
  private final IntVar four;

  EnumVar(DataMemory memory, Supplier<String> name, int offset, int size, boolean signed) {
    super(memory, name, offset);
    this.size = size;
    this.signed = signed;
    this.one = new ByteVar(memory, name, offset);
    this.two = new ShortVar(memory, name, offset);
    this.four = new IntVar(memory, name, offset);
  }

  /** {@return the value, by a plain read} */
  public int get() {
    return switch (size) {
      case Byte.BYTES -> widened(one.get());
      case Short.BYTES -> widened(two.get());
      default -> four.get();
    };
  }

  /**
   * Sets the value, by a plain write.
   *
   * @param value the new value
   * @throws IllegalArgumentException if C's enum cannot hold it
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(int value) {
    switch (size) {
      case Byte.BYTES -> one.set((byte) held(value));
      case Short.BYTES -> two.set((short) held(value));
      default -> four.set(value);
    }
  }

  /** {@return the value, with the effects of a volatile read} */
  public int getVolatile() {
    return switch (size) {
      case Byte.BYTES -> widened(one.getVolatile());
      case Short.BYTES -> widened(two.getVolatile());
      default -> four.getVolatile();
    };
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param value the new value
   * @throws IllegalArgumentException if C's enum cannot hold it
   * @throws IllegalStateException if the section is read-only now
   */
  public void setVolatile(int value) {
    switch (size) {
      case Byte.BYTES -> one.setVolatile((byte) held(value));
      case Short.BYTES -> two.setVolatile((short) held(value));
      default -> four.setVolatile(value);
    }
  }

  private int widened(int value) {
    int unused = Integer.SIZE - size * Byte.SIZE;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  private int held(int value) {
    if (widened(value) != value) {
      throw new IllegalArgumentException(
          "%s: %d does not fit an enum of %d bits".formatted(name(), value, size * Byte.SIZE));
    }
    return value;
  }

  @Override
  String text() {
    return Integer.toString(get());
  }
}
