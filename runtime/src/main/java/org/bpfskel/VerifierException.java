package org.bpfskel;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.load.VerifierLog;
import org.bpfskel.internal.os.Errno;

/**
 * The kernel's verifier refused a program at load. The message has the program, the reason, and the
 * last lines of the verifier's log. It is of kind {@link BpfException.Kind#INVALID INVALID},
 * whatever the error number, but where the process lacks a privilege that the program needs.
 */
public final class VerifierException extends BpfException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN_LINES = 12;

  /** The function that was refused. */
  private final String program;

  /** All that the verifier wrote. */
  private final String verifierLog;

  /**
   * Makes an exception out of the verifier's log.
   *
   * @param explanation the system's words and then, below them, what else is known
   * @param libbpfLog lines that libbpf printed beside the verifier's log, without line ends
   * @param verifierLog the whole log of that program, not blank
   */
  public VerifierException(
      String operation,
      String object,
      int errno,
      List<String> explanation,
      List<String> libbpfLog,
      String program,
      String verifierLog) {
    super(
        operation,
        object,
        errno == Errno.EPERM ? Kind.PERMISSION : Kind.INVALID,
        errno,
        explanation(explanation, program, verifierLog),
        libbpfLog);
    this.program = program;
    this.verifierLog = verifierLog;
  }

  /** Name of the C function that was refused. */
  public String program() {
    return program;
  }

  /** In one line why it refused: what the verifier wrote first after its last step. */
  public String reason() {
    return VerifierLog.reason(verifierLog);
  }

  /**
   * All that the verifier wrote, with its line ends: the steps up to the refused instruction, and
   * between them the lines of the C source. Of a log that the Java heap has no room for, its end is
   * kept, below a line that says so.
   */
  public String verifierLog() {
    return verifierLog;
  }

  private static List<String> explanation(List<String> explanation, String program, String log) {
    List<String> lines = new ArrayList<>(explanation);
    String reason = VerifierLog.reason(log);
    String verdict =
        "%s: the verifier refused program %s".formatted(explanation.get(0), program)
            + (reason.isEmpty() ? " before its first instruction" : ": " + reason);
    lines.set(0, verdict);
    addLastLines(lines, log);
    return lines;
  }

  private static void addLastLines(List<String> to, String log) {
    int hidden = (int) Math.max(0, log.lines().count() - SHOWN_LINES);
    String shortened =
        hidden == 0 ? "" : ", without the first %d lines that verifierLog() has".formatted(hidden);
    to.add("the verifier's log" + shortened + ":");
    log.lines().skip(hidden).forEach(line -> to.add("  " + line));
  }
}
