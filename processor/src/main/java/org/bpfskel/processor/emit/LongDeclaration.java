package org.bpfskel.processor.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks the line of a field that is too long where google-java-format breaks it. */
final class LongDeclaration {
  private static final Pattern CALL =
      Pattern.compile("( *(?:public|private) [^=\"]* =) ([^(\"]*\\()(.*)\\);");

  private static final String CONTINUED = "    ";

  private LongDeclaration() {}

  /**
   * Writes, the shortest that fits:
   *
   * <pre>{@code
   * public final BpfHashMap<Flow, Traffic> flows =
   *     map("flows", Codec.struct(Flow::new), Codec.struct(Traffic::new), BpfHashMap::of);
   * public final BpfHashMap<Flow, Traffic> flows =
   *     map(
   *         "flows", Codec.struct(Flow::new), Codec.struct(Traffic::new), BpfHashMap::of);
   * public final BpfHashMap<Flow, Traffic> flows =
   *     map(
   *         "flows",
   *         Codec.struct(Flow::new),
   *         Codec.struct(Traffic::new),
   *         BpfHashMap::of);
   * }</pre>
   *
   * A line that is no such field, or has no place to break, stays as it is.
   */
  static String wrap(String line, int width) {
    Matcher call = CALL.matcher(line);
    if (line.length() <= width || !call.matches()) {
      return line;
    }
    String indent = " ".repeat(line.length() - line.stripLeading().length()) + CONTINUED;
    String declared = call.group(1);
    if (declared.length() > width) {
      int name = declared.lastIndexOf(' ', declared.length() - " =".length() - 1);
      declared = declared.substring(0, name) + "\n" + indent + declared.substring(name + 1);
      indent += CONTINUED;
    }
    String start = declared + "\n" + indent + call.group(2);
    String arguments = call.group(3);
    if (indent.length() + call.group(2).length() + arguments.length() + ");".length() <= width) {
      return start + arguments + ");";
    }
    String further = "\n" + indent + CONTINUED;
    boolean fits =
        indent.length() + CONTINUED.length() + arguments.length() + ");".length() <= width;
    String list = fits ? arguments : String.join("," + further, split(arguments));
    return start + further + list + ");";
  }

  /** The arguments of a call; commas in strings and in calls within it separate none. */
  private static List<String> split(String arguments) {
    List<String> split = new ArrayList<>();
    int start = 0;
    int depth = 0;
    boolean quoted = false;
    for (int i = 0; i < arguments.length(); i++) {
      switch (arguments.charAt(i)) {
        case '\\' -> i++;
        case '"' -> quoted = !quoted;
        case '(' -> depth += quoted ? 0 : 1;
        case ')' -> depth -= quoted ? 0 : 1;
        case ',' -> {
          if (!quoted && depth == 0) {
            split.add(arguments.substring(start, i).strip());
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    split.add(arguments.substring(start).strip());
    return split;
  }
}
