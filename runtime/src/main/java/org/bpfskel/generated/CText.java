package org.bpfskel.generated;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bpfskel.btf.StructLayout.Member;
import org.jspecify.annotations.Nullable;

/** A {@code char[N]} of C: at most N-1 bytes of UTF-8 and a NUL. */
final class CText {
  private CText() {}

  static String read(ByteBuffer bytes, Member text) {
    int length = 0;
    while (length < text.size() && bytes.get(text.offset() + length) != 0) {
      length++;
    }
    byte[] content = new byte[length];
    bytes.get(text.offset(), content);
    return new String(content, StandardCharsets.UTF_8);
  }

  static void write(ByteBuffer bytes, Member text, String value) {
    byte[] content = value.getBytes(StandardCharsets.UTF_8);
    bytes.put(text.offset(), content);
    bytes.put(text.offset() + content.length, new byte[text.size() - content.length]);
  }

  /** Why the array cannot hold the value, or null if it can. */
  static @Nullable String problem(Member text, @Nullable String value) {
    if (value == null) {
      return "null; an empty " + text.cType() + " is \"\"";
    }
    if (value.indexOf('\0') >= 0) {
      return "\"" + value.replace("\0", "\\0") + "\" has a NUL inside, which would end it";
    }
    int length = value.getBytes(StandardCharsets.UTF_8).length;
    int room = text.size() - 1;
    return length <= room
        ? null
        : "\"%s\" is %d bytes, %s holds %d and a NUL".formatted(value, length, text.cType(), room);
  }
}
