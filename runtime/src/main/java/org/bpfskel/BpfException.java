package org.bpfskel;

import java.util.List;

/**
 * A BPF operation failed: what was tried, on which object, what the system answered, and what
 * libbpf said meanwhile.
 *
 * <p>Calls in the wrong state, a closed skeleton for one, throw {@link IllegalStateException}
 * instead.
 */
public sealed class BpfException extends RuntimeException permits VerifierException {
  private static final long serialVersionUID = 1L;

  private final String operation;
  private final String object;
  private final String errnoName;
  private final String[] libbpfLog;

  /**
   * Makes an exception whose message holds all four parts and the explanation.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object, map, program or file that it was tried on
   * @param errnoName symbol of the system's error such as {@code EPERM}; empty if there is none
   * @param explanation what was found and what to do
   * @param libbpfLog lines that libbpf printed during the call, without line ends
   */
  public BpfException(
      String operation,
      String object,
      String errnoName,
      String explanation,
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

  /** What libbpf printed at levels info and warning during the failed call, a line each. */
  public List<String> libbpfLog() {
    return List.of(libbpfLog);
  }

  private static String message(
      String operation, String object, String errnoName, String explanation, List<String> log) {
    StringBuilder text = new StringBuilder(operation).append(" failed for ").append(object);
    if (!errnoName.isEmpty()) {
      text.append(": ").append(errnoName);
    }
    if (!explanation.isEmpty()) {
      text.append(": ").append(explanation);
    }
    for (String line : log) {
      text.append("\n  ").append(line);
    }
    return text.toString();
  }
}
