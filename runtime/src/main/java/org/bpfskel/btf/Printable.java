package org.bpfskel.btf;

import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * Text from a file, such as a name of C, as it may be shown on a terminal, in a log or in a
 * message. Whoever built the file chose it: with escape sequences, line breaks or marks that turn
 * the direction of writing it could look like something else, or like lines of its own.
 */
public final class Printable {
  /**
   * First and last of the characters that are not seen, or change how others are seen: those of
   * Unicode 16 that format text or are ignored by default, lone surrogates, separators of lines,
   * and spaces other than the usual one. A table, for JDKs know different versions of Unicode.
   */
  private static final int[] HIDDEN = {
    0x00, 0x1f,
    0x7f, 0xa0,
    0xad, 0xad,
    0x34f, 0x34f,
    0x600, 0x605,
    0x61c, 0x61c,
    0x6dd, 0x6dd,
    0x70f, 0x70f,
    0x890, 0x891,
    0x8e2, 0x8e2,
    0x115f, 0x1160,
    0x1680, 0x1680,
    0x17b4, 0x17b5,
    0x180b, 0x180f,
    0x2000, 0x200f,
    0x2028, 0x202f,
    0x205f, 0x206f,
    0x2800, 0x2800,
    0x3000, 0x3000,
    0x3164, 0x3164,
    0xd800, 0xdfff,
    0xfe00, 0xfe0f,
    0xfeff, 0xfeff,
    0xffa0, 0xffa0,
    0xfff0, 0xfffb,
    0xfffe, 0xffff,
    0x110bd, 0x110bd,
    0x110cd, 0x110cd,
    0x13430, 0x1343f,
    0x1bca0, 0x1bca3,
    0x1d173, 0x1d17a,
    0xe0000, 0xe0fff,
  };

  private Printable() {}

  /**
   * {@return one line: what is hidden in the text is written as Java writes it in a string
   * constant, a line break as {@code \n}, the start of an escape sequence as
   * <code>&#92;u001b</code>} Letters of any script stay, and so does what was made printable
   * before.
   *
   * @param text from a file, a kernel or a user
   */
  public static String of(String text) {
    return of(text, false);
  }

  /**
   * {@return bytes of a buffer in hexadecimal, in memory's order: {@code 07 00 00 ff}}
   *
   * @param buffer whose position stays
   * @param at where the first byte is
   * @param size how many bytes
   */
  public static String hex(ByteBuffer buffer, int at, int size) {
    byte[] bytes = new byte[size];
    buffer.get(at, bytes);
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  /** What a record's own {@code toString} would be, as one line. */
  static String of(Record value) {
    StringJoiner text = new StringJoiner(", ", value.getClass().getSimpleName() + "[", "]");
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      try {
        text.add(component.getName() + "=" + component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("a public record whose components cannot be read", e);
      }
    }
    return of(text.toString());
  }

  /**
   * As {@link #of(String)}, but line feeds stay: for texts of several lines, such as the
   * verifier's.
   *
   * @param text from a file, a kernel or a user
   * @return as many lines
   */
  public static String lines(String text) {
    return of(text, true);
  }

  private static String of(String text, boolean lines) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHidden(c) && !(lines && c == '\n')) {
        return escaped(text, i, lines);
      }
      i += Character.charCount(c);
    }
    return text; // as nearly always
  }

  private static String escaped(String text, int first, boolean lines) {
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, first);
    for (int i = first; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (isHidden(c) && !(lines && c == '\n')) {
        escape(shown, c);
      } else {
        shown.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return shown.toString();
  }

  private static void escape(StringBuilder shown, int c) {
    switch (c) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        for (char unit : Character.toChars(c)) {
          shown.append("\\u");
          for (int shift = 12; shift >= 0; shift -= 4) {
            shown.append(Character.forDigit(unit >> shift & 0xf, 16));
          }
        }
      }
    }
  }

  private static boolean isHidden(int c) {
    if (c >= ' ' && c < 0x7f) {
      return false;
    }
    for (int i = 0; i < HIDDEN.length && HIDDEN[i] <= c; i += 2) {
      if (c <= HIDDEN[i + 1]) {
        return true;
      }
    }
    return false;
  }
}
