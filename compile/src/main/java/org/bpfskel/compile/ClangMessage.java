package org.bpfskel.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of clang's messages, with the lines before it that say what includes the file, and those that
 * follow: the line of C, what is to blame in it, notes.
 */
record ClangMessage(Severity severity, List<String> lines) {
  enum Severity {
    ERROR,
    WARNING,
    OTHER
  }

  private static final Pattern FIRST =
      Pattern.compile("(?:.+?:\\d+:\\d+: |\\S+: )(fatal error|error|warning): .*");

  /** How clang ends: it counts what it has said. */
  private static final Pattern COUNT =
      Pattern.compile("\\d+ (?:errors?|warnings?)(?: and \\d+ errors?)? generated\\.");

  private static final Pattern INCLUDED =
      Pattern.compile("(?:In file included| +) from .*:\\d+[,:]");

  static List<ClangMessage> parse(String output) {
    List<ClangMessage> messages = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String line : output.lines().toList()) {
      Matcher first = FIRST.matcher(line);
      if (first.matches()) {
        before.add(line);
        messages.add(new ClangMessage(severity(first.group(1)), before));
        before = new ArrayList<>();
      } else if (INCLUDED.matcher(line).matches()) {
        before.add(line);
      } else if (!COUNT.matcher(line).matches()) {
        if (messages.isEmpty()) {
          messages.add(new ClangMessage(Severity.OTHER, new ArrayList<>()));
        }
        messages.get(messages.size() - 1).lines().add(line);
      }
    }
    return messages;
  }

  private static Severity severity(String word) {
    return word.equals("warning") ? Severity.WARNING : Severity.ERROR;
  }
}
