package org.bpfskel.processor.check;

import java.util.Collection;
import java.util.StringJoiner;

/** Names in messages: the first of many, and not all of a long one. */
final class NameList {
  private static final int SHOWN = 6;
  private static final int LENGTH = 80;

  private NameList() {}

  /** {@code 'a', 'b' and 3 more}. */
  static String of(Collection<String> names) {
    StringJoiner shown = new StringJoiner(", ");
    names.stream().limit(SHOWN).forEach(name -> shown.add("'" + cut(name) + "'"));
    int more = names.size() - SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown.toString();
  }

  /** At most so much of a name that a message stays readable. */
  static String cut(String name) {
    return name.length() <= LENGTH ? name : name.substring(0, LENGTH) + "…";
  }
}
