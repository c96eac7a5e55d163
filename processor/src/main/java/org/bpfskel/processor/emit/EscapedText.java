package org.bpfskel.processor.emit;

import org.bpfskel.btf.Printable;

/** Text of the C side, as it may stand in generated Java: in Javadoc, and as a string. */
final class EscapedText {
  private EscapedText() {}

  /**
   * The text in a code tag, or in HTML where it would end the tag or the comment. What Javadoc
   * would not show is written as it is in a string.
   */
  static String code(String text) {
    String shown = Printable.of(text);
    return fitsCodeTag(shown) ? "{@code " + shown + "}" : "<code>" + html(shown) + "</code>";
  }

  /**
   * The text as a Java string, quotes included. JavaPoet's own form keeps the separators of lines
   * that Unicode has beyond Java's, and then breaks its lines there.
   */
  static String literal(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return "\"" + Printable.of(escaped) + "\"";
  }

  private static boolean fitsCodeTag(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0 || c == '\\' || c == '@') {
        return false;
      }
    }
    return depth == 0 && !text.contains("*/");
  }

  private static String html(String text) {
    StringBuilder html = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > '~' || Character.isLetterOrDigit(c) || " ._-/()[]?".indexOf(c) >= 0) {
        html.append(c);
      } else {
        html.append("&#").append((int) c).append(';');
      }
    }
    return html.toString();
  }
}
