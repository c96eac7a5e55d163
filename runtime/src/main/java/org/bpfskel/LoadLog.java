package org.bpfskel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf printed during a load, taken apart: the verifier's logs that it quotes, by program,
 * and its own lines.
 */
final class LoadLog {
  private static final Pattern BEGIN =
      Pattern.compile("libbpf: prog '(.*)': -- BEGIN PROG LOAD LOG --");
  private static final String END = "-- END PROG LOAD LOG --";
  private static final Pattern REFUSED = Pattern.compile("libbpf: prog '(.*)': failed to load: .*");

  private final Map<String, String> verifierLogs = new HashMap<>();
  private final List<String> libbpfLines = new ArrayList<>();
  private @Nullable String refused;

  private LoadLog() {}

  static LoadLog of(List<String> lines) {
    LoadLog log = new LoadLog();
    for (Iterator<String> rest = lines.iterator(); rest.hasNext(); ) {
      String line = rest.next();
      Matcher begin = BEGIN.matcher(line);
      if (begin.matches()) {
        log.verifierLogs.put(begin.group(1), quotation(rest));
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
    Matcher failure = REFUSED.matcher(line);
    if (failure.matches()) {
      refused = failure.group(1);
    }
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
