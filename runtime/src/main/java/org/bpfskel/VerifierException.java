package org.bpfskel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.load.RefusedStep;
import org.bpfskel.internal.load.VerifierLog;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's verifier refused a program at load. The message has the program, the reason, the
 * line of the C source with what the verifier knew of the registers there, and the last lines of
 * its log. The stack trace begins with the line in C: {@code at
 * tcp_cc_bpf.cong_avoid(tcp_cc.bpf.c:106)}. It is of kind {@link BpfException.Kind#INVALID
 * INVALID}, whatever the error number, but where the process lacks a privilege that the program
 * needs.
 */
public final class VerifierException extends BpfException {
  private static final long serialVersionUID = 1L;

  private static final int SHOWN_LINES = 12;

  /** The function that was refused. */
  private final String program;

  /** All that the verifier wrote. */
  private final String verifierLog;

  /** Where in C it refused, if that is known. */
  private final @Nullable StackTraceElement sourceLine;

  /**
   * Makes an exception out of the verifier's log.
   *
   * @param operation what was tried, usually the libbpf function: {@code bpf_object__load}
   * @param object name of the object that was loaded
   * @param errno the system's error number, positive
   * @param explanation the system's words and then, below them, what else is known
   * @param libbpfLog lines that libbpf printed beside the verifier's log, without line ends
   * @param program name of the program in C
   * @param verifierLog the whole log of that program, not blank
   * @param sourceLine where in C the program was refused; null if nothing says so
   */
  public VerifierException(
      String operation,
      String object,
      int errno,
      List<String> explanation,
      List<String> libbpfLog,
      String program,
      String verifierLog,
      @Nullable StackTraceElement sourceLine) {
    super(
        operation,
        object,
        errno == Errno.EPERM ? Kind.PERMISSION : Kind.INVALID,
        errno,
        explanation(explanation, program, verifierLog, sourceLine),
        libbpfLog);
    this.program = program;
    this.verifierLog = verifierLog;
    this.sourceLine = sourceLine;
    if (sourceLine != null) {
      StackTraceElement[] java = getStackTrace();
      StackTraceElement[] all = Arrays.copyOf(java, java.length + 1);
      System.arraycopy(java, 0, all, 1, java.length);
      all[0] = sourceLine;
      setStackTrace(all);
    }
  }

  /** {@return name of the C function that was refused} */
  public String program() {
    return program;
  }

  /** {@return in one line why it refused: what the verifier wrote first after its last step} */
  public String reason() {
    return VerifierLog.reason(verifierLog);
  }

  /**
   * {@return the line of the C source at which it refused, also the first of {@link
   * #getStackTrace}: the class is the object's name, the method the function in C, the file its
   * name without directories} Null if neither the verifier nor the object says, which was compiled
   * without {@code -g} then.
   */
  public @Nullable StackTraceElement sourceLine() {
    return sourceLine;
  }

  /** {@return the text of that line, stripped, as the object has it; empty if it has none} */
  public String sourceText() {
    RefusedStep step = RefusedStep.of(verifierLog);
    return step == null ? "" : step.text();
  }

  /**
   * {@return what the verifier knew of each register at that line, in its words: {@code R1} to
   * {@code pkt(r=0)}, in the order of their numbers} A register without a value is missing; all are
   * if it refused the program before its first instruction.
   */
  public Map<String, String> registers() {
    RefusedStep step = RefusedStep.of(verifierLog);
    return step == null ? Map.of() : step.registers();
  }

  /**
   * {@return all that the verifier wrote, with its line ends: the steps up to the refused
   * instruction, and between them the lines of the C source} Of a log that the Java heap has no
   * room for, its end is kept, below a line that says so.
   */
  public String verifierLog() {
    return verifierLog;
  }

  private static List<String> explanation(
      List<String> explanation,
      String program,
      String log,
      @Nullable StackTraceElement sourceLine) {
    List<String> lines = new ArrayList<>(explanation);
    String reason = VerifierLog.reason(log);
    String verdict =
        "%s: the verifier refused program %s".formatted(explanation.get(0), program)
            + (reason.isEmpty() ? " before its first instruction" : ": " + reason);
    lines.set(0, verdict);
    addStep(lines, RefusedStep.of(log), sourceLine);
    addLastLines(lines, log);
    return lines;
  }

  private static void addStep(
      List<String> to, @Nullable RefusedStep step, @Nullable StackTraceElement sourceLine) {
    if (step != null && sourceLine != null) {
      to.add(
          "%s:%d: %s".formatted(sourceLine.getFileName(), sourceLine.getLineNumber(), step.text()));
    }
    if (step != null && !step.registers().isEmpty()) {
      StringBuilder registers = new StringBuilder("with");
      step.registers()
          .forEach((name, value) -> registers.append(' ').append(name).append('=').append(value));
      to.add(registers.toString());
    }
  }

  private static void addLastLines(List<String> to, String log) {
    int hidden = (int) Math.max(0, log.lines().count() - SHOWN_LINES);
    String shortened =
        hidden == 0 ? "" : ", without the first %d lines that verifierLog() has".formatted(hidden);
    to.add("the verifier's log" + shortened + ":");
    log.lines().skip(hidden).forEach(line -> to.add("  " + line));
  }
}
