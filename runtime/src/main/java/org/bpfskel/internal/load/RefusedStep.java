package org.bpfskel.internal.load;

import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last step in a verifier's log, at which it refused.
 *
 * @param instruction index of the instruction in the program, functions that it calls behind it
 * @param text of the line in C, stripped; empty if the log has none
 * @param file base name of the line's file; null if the log does not say, as before Linux 6.10
 * @param line its number; 0 without a file
 * @param registers what the verifier knew of each there, {@code R1} to {@code ctx()}
 */
public record RefusedStep(
    int instruction, String text, @Nullable String file, int line, Map<String, String> registers) {
  /** {@code ; return *p; @ tcp_cc.bpf.c:106}. */
  private static final Pattern SOURCE = Pattern.compile(";(.*?)(?: @ ([^@]*):(\\d+))?");

  /** {@code 3: (85) call bpf_ktime_get_ns#5 ; R0_w=scalar()}: what changed stands behind it. */
  private static final Pattern INSTRUCTION =
      Pattern.compile("(\\d+): \\(([0-9a-f]{2})\\) ([^;]*)(.*)");

  /** {@code from 3 to 7: frame1: R0=scalar() R10=fp0}: all that is known. */
  private static final Pattern STATE =
      Pattern.compile("(?:(?:\\d+|from \\d+ to \\d+[^:]*): ?)?(?:frame\\d+: ?)?(R\\d+(_\\w+)?=.*)");

  private static final Pattern REGISTER = Pattern.compile("(?:^|\\s)(R\\d+)(?:_\\w+)?=(\\S*)");

  private static final String CALL = "85";

  /** A call leaves nothing in them. */
  private static final Set<String> ARGUMENTS = Set.of("R1", "R2", "R3", "R4", "R5");

  /** Finds it; null in a log without an instruction. */
  public static @Nullable RefusedStep of(String log) {
    Matcher source = SOURCE.matcher("");
    Matcher state = STATE.matcher("");
    Matcher instruction = INSTRUCTION.matcher("");
    String text = "";
    String file = null;
    int line = 0;
    int index = -1;
    boolean called = false;
    Map<String, String> registers =
        new TreeMap<>(Comparator.comparingInt(String::length).thenComparing(name -> name));
    // One by one: together they take more memory than the log.
    for (Iterator<String> lines = log.lines().map(String::strip).iterator(); lines.hasNext(); ) {
      String read = lines.next();
      if (source.reset(read).matches()) {
        text = source.group(1).strip();
        file = source.group(2);
        line = file == null ? 0 : number(source.group(3));
      } else if (instruction.reset(read).matches()) {
        index = number(instruction.group(1));
        String changed = instruction.group(4);
        boolean calls = instruction.group(2).equals(CALL);
        // A call that is refused was given what they have.
        if (called || (calls && !changed.isEmpty())) {
          registers.keySet().removeAll(ARGUMENTS);
        }
        called = calls && changed.isEmpty();
        take(registers, changed);
      } else if (state.reset(read).matches()) {
        registers.clear();
        called = false;
        take(registers, state.group(1));
      }
    }
    return index < 0
        ? null
        : new RefusedStep(index, text, file, line, Collections.unmodifiableMap(registers));
  }

  private static void take(Map<String, String> registers, String states) {
    Matcher register = REGISTER.matcher(states);
    while (register.find()) {
      registers.put(register.group(1), register.group(2));
    }
  }

  /** A log is a text of some length: a number that is none of the kernel's is 0. */
  private static int number(String digits) {
    return digits.length() < 10 ? Integer.parseInt(digits) : 0;
  }
}
