package org.bpfskel.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** Objects in which names are what no compiler of C would write. */
public final class HostileNames {
  /** Stands in the C source for what the names have instead, at the start or the end of them. */
  public static final String PLACE = "QQQQQQQQQQQQQQQQ";

  /** What would end a line, a comment or a string, move a cursor, or turn the writing around. */
  public static final List<String> ALL =
      List.of(
          "\r\nBUILD OK",
          "\u001b[2J\u0007",
          "\u0085\u009b\b\t\u007f",
          "\u2028*/ int x; ",
          "\u2029\u202etxt\u2066",
          "\u200b\ufeff\udb40\udc41",
          "*/ @see {@link",
          "}}{<b></i>&lt;",
          "\\u000a\\u002a/",
          "\\\"; '$L$$S $>",
          "größe速度");

  private HostileNames() {}

  /** The object with that in place of {@link #PLACE}, filled up to the same length. */
  public static byte[] patch(byte[] object, String hostile) {
    String bytes = new String(hostile.getBytes(UTF_8), ISO_8859_1);
    String text = bytes + "_".repeat(PLACE.length() - bytes.length());
    return new String(object, ISO_8859_1).replace(PLACE, text).getBytes(ISO_8859_1);
  }

  /** What a name has in which the C source has {@link #PLACE}. */
  public static String of(String hostile) {
    return hostile + "_".repeat(PLACE.length() - hostile.getBytes(UTF_8).length);
  }
}
