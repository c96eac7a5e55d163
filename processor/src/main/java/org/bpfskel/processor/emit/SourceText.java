package org.bpfskel.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** Gives the text that JavaPoet lays out the shape that a person would give it. */
final class SourceText {
  private static final int WIDTH = 100;

  private final List<String> lines = new ArrayList<>();

  private SourceText() {}

  /** Line by line: a javac that compiles one class would interpret any pattern all the way. */
  static String tidy(String source) {
    SourceText text = new SourceText();
    for (int start = 0; start < source.length(); ) {
      int newline = source.indexOf('\n', start);
      int end = newline < 0 ? source.length() : newline;
      text.add(source.substring(start, end).stripTrailing());
      start = end + 1;
    }
    StringBuilder tidied = new StringBuilder(source.length());
    for (String line : text.lines) {
      tidied.append(LongDeclaration.wrap(line, WIDTH)).append('\n');
    }
    return tidied.toString();
  }

  private void add(String line) {
    int last = lines.size() - 1;
    String code = line.stripLeading();
    if (code.startsWith("}") && last >= 0 && lines.get(last).endsWith("{")) {
      lines.set(last, lines.get(last) + code); // an empty body
    } else if (code.equals("*/") && isShortJavadoc(last)) {
      lines.set(last - 1, onOneLine(last));
      lines.remove(last);
    } else {
      lines.add(line);
    }
  }

  /** A Javadoc comment of one line of text, laid out on three, the last of which is to come. */
  private boolean isShortJavadoc(int last) {
    return last > 0
        && lines.get(last - 1).stripLeading().equals("/**")
        && onOneLine(last).length() <= WIDTH;
  }

  private String onOneLine(int last) {
    return lines.get(last - 1) + lines.get(last).stripLeading().substring(1) + " */";
  }
}
