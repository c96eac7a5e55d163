package org.bpfskel.internal.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bpfskel.btf.Printable;
import org.bpfskel.internal.libbpf.PrintedMessage;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf printed during a load, taken apart: the verifier's logs that it quotes, by program,
 * and its own lines.
 */
public final class LoadLog {
  private static final String PROGRAM = "libbpf: prog '";
  private static final String BEGIN = "': -- BEGIN PROG LOAD LOG --";
  private static final String REFUSED = "': failed to load: ";

  /** By the program's name as libbpf's lines show it. */
  private final Map<String, String> verifierLogs = new HashMap<>();

  private final List<String> libbpfLines = new ArrayList<>();
  private @Nullable String refused;

  private LoadLog() {}

  static LoadLog of(List<PrintedMessage> messages) {
    LoadLog log = new LoadLog();
    List<PrintedMessage> own = new ArrayList<>();
    for (PrintedMessage message : messages) {
      String program = program(message.line(), BEGIN);
      if (program != null) {
        log.verifierLogs.put(program, message.quotation());
      } else {
        own.add(message);
        String named = program(message.line(), REFUSED);
        log.refused = named == null ? log.refused : named;
      }
    }
    log.libbpfLines.addAll(PrintedMessage.lines(own));
    return log;
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
    return verifierLogs.getOrDefault(Printable.of(program), "");
  }

  /** Whether it is the program that the kernel did not take. */
  boolean isRefused(String program) {
    return Printable.of(program).equals(refused);
  }

  /** libbpf's lines without the quotations. */
  List<String> libbpfLines() {
    return libbpfLines;
  }
}
