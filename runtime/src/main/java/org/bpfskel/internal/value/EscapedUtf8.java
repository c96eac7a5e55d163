package org.bpfskel.internal.value;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are meant to be UTF-8, and need not be. A byte that is no part of a character becomes
 * the lone surrogate U+DC00 plus its value, which no UTF-8 has: so all bytes have a text, and no
 * two of them the same.
 */
public final class EscapedUtf8 {
  /** What Java makes of bytes that are no UTF-8, and a character like any other. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final char FIRST_ESCAPE = '\uDC80';
  private static final char LAST_ESCAPE = '\uDCFF';

  private EscapedUtf8() {}

  public static String decode(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : escaped(bytes);
  }

  private static String escaped(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put((char) (Character.MIN_LOW_SURROGATE + Byte.toUnsignedInt(in.get())));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** The bytes of a text that has no problem. */
  public static byte[] encode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int from = 0;
    for (int i = nextEscape(text, 0); i < text.length(); i = nextEscape(text, from)) {
      bytes.writeBytes(text.substring(from, i).getBytes(StandardCharsets.UTF_8));
      bytes.write(text.charAt(i));
      from = i + 1;
    }
    byte[] rest = text.substring(from).getBytes(StandardCharsets.UTF_8);
    if (from == 0) {
      return rest;
    }
    bytes.writeBytes(rest);
    return bytes.toByteArray();
  }

  /** Index of the first escaped byte from there on; the text's length if there is none. */
  private static int nextEscape(String text, int from) {
    int i = from;
    while (i < text.length() && !isEscape(text.codePointAt(i))) {
      i += Character.charCount(text.codePointAt(i));
    }
    return i;
  }

  /** Why a text stands for no bytes, or null if it does. */
  public static @Nullable String problem(String text) {
    boolean hasEscapes = false;
    for (int i = 0; i < text.length(); ) {
      int code = text.codePointAt(i);
      if (isEscape(code)) {
        hasEscapes = true;
      } else if (Character.MIN_SURROGATE <= code && code <= Character.MAX_SURROGATE) {
        return "has half of a surrogate pair at index " + i + ", which no UTF-8 can be";
      }
      i += Character.charCount(code);
    }
    return !hasEscapes || decode(encode(text)).equals(text)
        ? null
        : "escapes bytes that together are a character of UTF-8: have the character in their place";
  }

  private static boolean isEscape(int code) {
    return FIRST_ESCAPE <= code && code <= LAST_ESCAPE;
  }
}
