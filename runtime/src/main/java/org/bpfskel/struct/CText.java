package org.bpfskel.struct;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A {@code char[N]} of C: at most N-1 bytes of UTF-8 and a NUL. */
final class CText {
  private CText() {}

  static String read(ByteBuffer bytes, int position, int size) {
    int length = 0;
    while (length < size && bytes.get(position + length) != 0) {
      length++;
    }
    byte[] content = new byte[length];
    bytes.get(position, content);
    return new String(content, StandardCharsets.UTF_8);
  }

  static void write(ByteBuffer bytes, int position, int size, String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    bytes.put(position, content);
    bytes.put(position + content.length, new byte[size - content.length]);
  }

  /** Why an array of that size cannot hold the value, or null if it can. */
  static @Nullable String problem(int size, @Nullable String value) {
    if (value == null) {
      return "null; no text is \"\"";
    }
    if (value.indexOf('\0') >= 0) {
      return "\"" + value.replace("\0", "\\0") + "\" has a NUL inside, which would end it";
    }
    int half = halfCharacter(value);
    if (half >= 0) {
      return "has half of a surrogate pair at index " + half + ", which no UTF-8 can be";
    }
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    return length < size
        ? null
        : "\"%s\" is %d bytes, char[%d] holds %d and a NUL"
            .formatted(value, length, size, size - 1);
  }

  /** Index of a surrogate without its other half, or -1. */
  private static int halfCharacter(String value) {
    int i = 0;
    while (i < value.length()) {
      int codePoint = value.codePointAt(i);
      if (Character.getType(codePoint) == Character.SURROGATE) {
        return i;
      }
      i += Character.charCount(codePoint);
    }
    return -1;
  }
}
