package org.bpfskel.processor.emit;

/** Text of the C side, as it may stand in a Javadoc comment. */
final class CText {
  private CText() {}

  /** The text in a code tag, or in HTML where it would end the tag or the comment. */
  static String code(String text) {
    return fitsCodeTag(text) ? "{@code " + text + "}" : "<code>" + html(text) + "</code>";
  }

  private static boolean fitsCodeTag(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth < 0 || c == '\\' || c == '@' || Character.isISOControl(c)) {
        return false;
      }
    }
    return depth == 0 && !text.contains("*/");
  }

  private static String html(String text) {
    StringBuilder html = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c)) {
                html.append('?'); // HTML has no way to write it
              } else if (c > '~' || Character.isLetterOrDigit(c) || " ._-/()[]?".indexOf(c) >= 0) {
                html.appendCodePoint(c);
              } else {
                html.append("&#").append(c).append(';');
              }
            });
    return html.toString();
  }
}
