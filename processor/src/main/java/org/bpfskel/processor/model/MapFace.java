package org.bpfskel.processor.model;

import org.bpfskel.MapType;
import org.jspecify.annotations.Nullable;

/**
 * The class with the operations of a kind of map, {@link MapType#face} taken apart.
 *
 * @param key whether it has the type of keys as a parameter, and is made with their codec
 * @param value whether it has the type of values as a parameter, and is made with their codec
 */
public record MapFace(String packageName, String simpleName, boolean key, boolean value) {
  /** Null for kinds that have none. */
  public static @Nullable MapFace of(MapType kind) {
    String face = kind.face();
    if (face.isEmpty()) {
      return null;
    }
    int parameters = face.indexOf('<');
    int end = parameters < 0 ? face.length() : parameters;
    int dot = face.lastIndexOf('.', end);
    return new MapFace(
        face.substring(0, dot),
        face.substring(dot + 1, end),
        face.indexOf('K', end) >= 0,
        face.indexOf('V', end) >= 0);
  }
}
