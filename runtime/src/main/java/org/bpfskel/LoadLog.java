package org.bpfskel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf printed during a load, taken apart: the verifier's logs that it quotes, by program,
 * and its own lines.
 */
final class LoadLog {
  private static final String PROGRAM = "libbpf: prog '";
  private static final String BEGIN = "': -- BEGIN PROG LOAD LOG --";
  private static final String END = "-- END PROG LOAD LOG --";
  private static final String REFUSED = "': failed to load: ";

  private final Map<String, String> verifierLogs = new HashMap<>();
  private final List<String> libbpfLines = new ArrayList<>();
  private @Nullable String refused;

  private LoadLog() {}

  static LoadLog of(List<String> lines) {
    LoadLog log = new LoadLog();
    for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
      String line = rest.next();
      String program = program(line, BEGIN);
      if (program != null) {
        log.verifierLogs.put(program, quotation(rest));
      } else {
        log.add(line);
      }
    }
    return log;
  }

  /** Up to the end mark, which stands behind the text if that was cut off within a line. */
  private static String quotation(Iterator<String> lines) {
    StringBuilder text = new StringBuilder();
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.endsWith(END)) {
        return text.append(line, 0, line.length() - END.length()).toString();
      }
      text.append(line).append('\n');
    }
    return text.toString();
  }

  private void add(String line) {
    libbpfLines.add(line);
    String program = program(line, REFUSED);
    if (program != null) {
      refused = program;
    }
  }

  /** The program of which a line says that; null if it is another line. */
  private static @Nullable String program(String line, String said) {
    int end = line.lastIndexOf(said);
    return line.startsWith(PROGRAM) && end >= PROGRAM.length()
        ? line.substring(PROGRAM.length(), end)
        : null;
  }

  /** The verifier's log of a program, as libbpf quotes it from a buffer of its own; or empty. */
  String verifierLog(String program) {
    return verifierLogs.getOrDefault(program, "");
  }

  /** The program that the kernel did not take; null if the load got no program refused. */
  @Nullable String refused() {
    return refused;
  }

  /** libbpf's lines without the quotations. */
  List<String> libbpfLines() {
    return libbpfLines;
  }
}
