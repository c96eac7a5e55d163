package org.bpfskel.internal.foreign;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bpfskel.btf.Printable;

/** Texts as C takes them, UTF-8 that ends with NUL: the one place where they are made. */
public final class CString {
  private CString() {}

  /**
   * A text's bytes and a NUL.
   *
   * @throws IllegalArgumentException as {@link #checked}
   */
  static byte[] of(String argument, String text) {
    byte[] utf8 = checked(argument, text).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(utf8, utf8.length + 1);
  }

  /**
   * The same text, which C can take as it is.
   *
   * @param argument what the text is for, for messages
   * @throws IllegalArgumentException if C would take another text for it: one that ends at a NUL
   *     within, or has something else for half of a surrogate pair
   */
  public static String checked(String argument, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new IllegalArgumentException(
            "%s: \"%s\" has a NUL at index %d, where C would end it"
                .formatted(argument, Printable.of(text), i));
      }
      if (Character.isSurrogate(c)) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw new IllegalArgumentException(
              "%s: \"%s\" has half of a surrogate pair at index %d, which no UTF-8 can be"
                  .formatted(argument, Printable.of(text), i));
        }
        i++;
      }
    }
    return text;
  }
}
