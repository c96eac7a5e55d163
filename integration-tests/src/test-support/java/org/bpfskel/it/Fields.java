package org.bpfskel.it;

import org.jspecify.annotations.Nullable;

/** The public fields of objects whose class is compiled while the test runs. */
final class Fields {
  private Fields() {}

  @SuppressWarnings("NullAway") // callbacks of shadows alone are null
  static Object get(Object owner, String name) {
    try {
      return owner.getClass().getField(name).get(owner);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  static void set(Object owner, String name, @Nullable Object value) {
    try {
      owner.getClass().getField(name).set(owner, value);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
