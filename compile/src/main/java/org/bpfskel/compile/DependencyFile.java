package org.bpfskel.compile;

import java.util.ArrayList;
import java.util.List;

/** The file that clang writes for make ({@code -MD}): {@code object: source header header …}. */
final class DependencyFile {
  private DependencyFile() {}

  /** The files that an object was compiled from, in the order of the rule. */
  static List<String> prerequisites(String text) {
    List<String> words = words(text);
    int target = 0;
    while (target < words.size() && !words.get(target).endsWith(":")) {
      target++;
    }
    return words.subList(Math.min(target + 1, words.size()), words.size());
  }

  /** Undoes what make needs: a line that goes on, {@code "\ "}, {@code \#} and {@code $$}. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if ((c == '\\' && (next == ' ' || next == '#')) || (c == '$' && next == '$')) {
        word.append(next);
        i++;
      } else if (c == '\\' && next == '\n') {
        i++;
        end(word, words);
      } else if (c == ' ' || c == '\n' || c == '\t') {
        end(word, words);
      } else {
        word.append(c);
      }
    }
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (!word.isEmpty()) {
      words.add(word.toString());
      word.setLength(0);
    }
  }
}
