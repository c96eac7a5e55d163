package org.bpfskel;

import java.util.List;
import org.bpfskel.btf.Printable;

/**
 * A BPF operation failed: what was tried, on which object, what the system answered, and what
 * libbpf said meanwhile.
 *
 * <p>Calls in the wrong state, a closed skeleton for one, throw {@link IllegalStateException}
 * instead.
 */
public sealed class BpfException extends RuntimeException permits VerifierException {
  private static final long serialVersionUID = 1L;

  /** libbpf's lines in the message, of many: a refusal of BTF has all of it, type by type. */
  private static final int FIRST_LINES = 10;

  private static final int LAST_LINES = 20;

  private final String operation;
  private final String object;
  private final String errnoName;
  private final String[] libbpfLog;

  /**
   * Makes an exception whose message holds all four parts and the explanation. What names and files
   * hide, such as line breaks and escape sequences, is written out in it.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object, map, program or file that it was tried on
   * @param errnoName symbol of the system's error such as {@code EPERM}; empty if there is none
   * @param explanation what was found and what to do, in one line
   * @param libbpfLog lines that libbpf printed during the call, without line ends
   */
  public BpfException(
      String operation,
      String object,
      String errnoName,
      String explanation,
      List<String> libbpfLog) {
    this(operation, object, errnoName, List.of(explanation), libbpfLog);
  }

  /**
   * As the other, with an explanation of several lines: all that was found.
   *
   * @param explanation the first stands behind the error, the others below it
   */
  public BpfException(
      String operation,
      String object,
      String errnoName,
      List<String> explanation,
      List<String> libbpfLog) {
    super(message(operation, object, errnoName, explanation, libbpfLog));
    this.operation = operation;
    this.object = object;
    this.errnoName = errnoName;
    this.libbpfLog = libbpfLog.toArray(new String[0]);
  }

  /** What was tried, usually the name of the libbpf function. */
  public String operation() {
    return operation;
  }

  /** The object, map, program or file that it was tried on. */
  public String object() {
    return object;
  }

  /** Symbol of the system's error, such as {@code EPERM}; empty if the system reported none. */
  public String errnoName() {
    return errnoName;
  }

  /**
   * What libbpf printed at levels info and warning during the failed call, a line each. Two spaces
   * stand before a line of a log that it quotes if that looks like a line of its own.
   */
  public List<String> libbpfLog() {
    return List.of(libbpfLog);
  }

  private static String message(
      String operation,
      String object,
      String errnoName,
      List<String> explanation,
      List<String> log) {
    StringBuilder text =
        new StringBuilder(operation).append(" failed for ").append(Printable.of(object));
    if (!errnoName.isEmpty()) {
      text.append(": ").append(errnoName);
    }
    String separator = ": ";
    for (String line : explanation) {
      if (!line.isEmpty()) {
        text.append(separator).append(Printable.of(line));
      }
      separator = "\n  ";
    }
    int hidden = log.size() > FIRST_LINES + LAST_LINES ? log.size() - LAST_LINES : FIRST_LINES;
    for (int i = 0; i < log.size(); i++) {
      if (i < FIRST_LINES || i >= hidden) {
        text.append("\n  ").append(Printable.of(log.get(i)));
      } else if (i == FIRST_LINES) {
        text.append("\n  (").append(hidden - FIRST_LINES).append(" lines that libbpfLog() has)");
      }
    }
    return text.toString();
  }
}
