package org.bpfskel.processor.emit;

import java.util.ArrayList;
import java.util.List;

/** Breaks the line of a field that is too long where google-java-format breaks it. */
final class LongDeclaration {
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
    int equals = line.indexOf(" = ");
    int open = line.indexOf('(', equals);
    if (line.length() <= width || !isCall(line, equals, open)) {
      return line;
    }
    String indent = " ".repeat(line.length() - line.stripLeading().length()) + CONTINUED;
    String declared = line.substring(0, equals + " =".length());
    if (declared.length() > width) {
      int name = declared.lastIndexOf(' ', declared.length() - " =".length() - 1);
      declared = declared.substring(0, name) + "\n" + indent + declared.substring(name + 1);
      indent += CONTINUED;
    }
    String called = line.substring(equals + " = ".length(), open + 1);
    String arguments = line.substring(open + 1, line.length() - ");".length());
    String start = declared + "\n" + indent + called;
    if (indent.length() + called.length() + arguments.length() + ");".length() <= width) {
      return start + arguments + ");";
    }
    String further = "\n" + indent + CONTINUED;
    boolean fits =
        indent.length() + CONTINUED.length() + arguments.length() + ");".length() <= width;
    String list = fits ? arguments : String.join("," + further, split(arguments));
    return start + further + list + ");";
  }

  /** Whether it declares a field that is set to a call, which opens there. */
  private static boolean isCall(String line, int equals, int open) {
    String code = line.stripLeading();
    return (code.startsWith("public ") || code.startsWith("private "))
        && equals >= 0
        && open >= 0
        && line.lastIndexOf('"', open) < 0
        && line.endsWith(");");
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
