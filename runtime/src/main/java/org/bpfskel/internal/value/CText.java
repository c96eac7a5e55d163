package org.bpfskel.internal.value;

import java.nio.ByteBuffer;
import org.bpfskel.btf.Printable;
import org.jspecify.annotations.Nullable;

/**
 * A {@code char[N]} of C as Java has it. A member's text is what C would print: up to the first
 * NUL, of at most N-1 bytes. A text that stands alone is all N bytes, but for zeros at the end.
 */
public final class CText {
  private CText() {}

  /** What C would print. */
  public static String read(ByteBuffer bytes, int position, int size) {
    int length = 0;
    while (length < size && bytes.get(position + length) != 0) {
      length++;
    }
    return decoded(bytes, position, length);
  }

  /** All bytes, but for zeros at the end. */
  public static String readWhole(ByteBuffer bytes, int position, int size) {
    int length = size;
    while (length > 0 && bytes.get(position + length - 1) == 0) {
      length--;
    }
    return decoded(bytes, position, length);
  }

  private static String decoded(ByteBuffer bytes, int position, int length) {
    byte[] content = new byte[length];
    bytes.get(position, content);
    return EscapedUtf8.decode(content);
  }

  /** Writes a text that has no problem. */
  public static void write(ByteBuffer bytes, int position, int size, String value) {
    byte[] content = EscapedUtf8.encode(value);
    bytes.put(position, content);
    Bytes.clear(bytes, position + content.length, size - content.length);
  }

  /** Why a member of that size cannot hold the text, or null if it can. */
  public static @Nullable String problem(int size, @Nullable String value) {
    if (value == null) {
      return "null; no text is \"\"";
    }
    if (value.indexOf('\0') >= 0) {
      return quoted(value) + " has a NUL inside, which would end it";
    }
    String problem = EscapedUtf8.problem(value);
    if (problem != null) {
      return problem;
    }
    int length = EscapedUtf8.encode(value).length;
    return length < size
        ? null
        : "%s is %d bytes, char[%d] holds %d and a NUL"
            .formatted(quoted(value), length, size, size - 1);
  }

  /** Why an array of that size cannot be all of the text, or null if it can. */
  public static @Nullable String wholeProblem(int size, @Nullable String value) {
    if (value == null) {
      return "null; no text is \"\"";
    }
    if (value.endsWith("\0")) {
      return quoted(value) + " ends with a NUL: leave it out, the rest of the array becomes NUL";
    }
    String problem = EscapedUtf8.problem(value);
    if (problem != null) {
      return problem;
    }
    int length = EscapedUtf8.encode(value).length;
    return length <= size
        ? null
        : "%s is %d bytes, char[%d] holds %d".formatted(quoted(value), length, size, size);
  }

  private static String quoted(String value) {
    return "\"" + Printable.of(value.replace("\0", "\\0")) + "\"";
  }
}
