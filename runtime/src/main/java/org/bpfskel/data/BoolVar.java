package org.bpfskel.data;

import java.util.function.Supplier;
import org.bpfskel.internal.value.DataMemory;

/** C: {@code bool}. See {@link Variable} for threads and life time. */
public final class BoolVar extends Variable {
  private final ByteVar value;

  BoolVar(DataMemory memory, Supplier<String> name, int offset) {
    super(memory, name, offset);
    value = new ByteVar(memory, name, offset);
  }

  /** {@return the value, by a plain read; every byte but 0 is true} */
  public boolean get() {
    return value.get() != 0;
  }

  /**
   * Sets the value, by a plain write.
   *
   * @param on the new value
   * @throws IllegalStateException if the section is read-only now
   */
  public void set(boolean on) {
    value.set((byte) (on ? 1 : 0));
  }

  /** {@return the value, with the effects of a volatile read} */
  public boolean getVolatile() {
    return value.getVolatile() != 0;
  }

  /**
   * Sets the value, with the effects of a volatile write.
   *
   * @param on the new value
   */
  public void setVolatile(boolean on) {
    value.setVolatile((byte) (on ? 1 : 0));
  }

  @Override
  String text() {
    return Boolean.toString(get());
  }
}
