package org.bpfskel.processor.emit;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the text that JavaPoet lays out the shape that a person would give it. */
final class SourceText {
  private static final int WIDTH = 100;

  /** A Javadoc comment of one line of text, laid out on three. */
  private static final Pattern SHORT_JAVADOC =
      Pattern.compile("(?m)^( *)/\\*\\*\\n *\\* ([^\\n]*)\\n *\\*/$");

  private static final Pattern EMPTY_BODY = Pattern.compile("\\{\\n *\\}");
  private static final Pattern TRAILING_SPACE = Pattern.compile("(?m) +$");
  private static final Pattern TOO_LONG = Pattern.compile("(?m)^.{" + (WIDTH + 1) + ",}$");

  private SourceText() {}

  static String tidy(String source) {
    String text = SHORT_JAVADOC.matcher(source).replaceAll(SourceText::onOneLine);
    text = EMPTY_BODY.matcher(text).replaceAll("{}");
    text = TRAILING_SPACE.matcher(text).replaceAll("");
    return TOO_LONG
        .matcher(text)
        .replaceAll(line -> Matcher.quoteReplacement(LongDeclaration.wrap(line.group(), WIDTH)));
  }

  private static String onOneLine(MatchResult javadoc) {
    String line = javadoc.group(1) + "/** " + javadoc.group(2) + " */";
    return Matcher.quoteReplacement(line.length() <= WIDTH ? line : javadoc.group());
  }
}
