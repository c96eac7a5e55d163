package org.bpfskel.it.life;

import java.lang.reflect.Type;
import java.util.function.Supplier;

/**
 * A handle to call methods on.
 *
 * @param type with what stands for its type variables
 * @param kind what else matters, such as the kind of a map
 * @param section of a variable; else empty
 * @param renewed whether {@code handles} gives a new one each time, to be closed
 */
record Specimen(
    Type type, String kind, String section, Life life, Supplier<?> handles, boolean renewed) {
  static Specimen of(Type type, String kind, Life life, Object handle) {
    return new Specimen(type, kind, "", life, () -> handle, false);
  }

  static Specimen of(Object handle, Life life) {
    return of(handle.getClass(), "", life, handle);
  }

  /** Two of one key differ in nothing that matters. */
  String key() {
    return type + " " + kind + " " + section + " " + life;
  }
}
