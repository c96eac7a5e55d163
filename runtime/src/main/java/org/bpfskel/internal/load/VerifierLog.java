package org.bpfskel.internal.load;

import java.util.Iterator;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Reads the text that the kernel's verifier writes about a program. */
public final class VerifierLog {
  /**
   * The way to the verdict: instructions with the registers' state, lines of the C source,
   * branches, and what tracking of precision adds at higher levels.
   */
  private static final Predicate<String> STEP =
      Pattern.compile(
              "\\d+: .*|;.*|from \\d+ to \\d+.*|frame\\d+: .*|func#\\d+ @\\d+"
                  + "|mark_precise: .*|last_idx .*|regs=.*|parent .*|propagating .*")
          .asMatchPredicate();

  /** What the kernel adds below its verdict. */
  private static final Predicate<String> STATISTICS =
      Pattern.compile("processed \\d+ insns .*|verification time \\d+ usec|stack depth .*")
          .asMatchPredicate();

  private VerifierLog() {}

  /**
   * The verdict: the first line behind the last step. What follows it are details, such as the two
   * states of an endless loop. Of a log that is cut off before, its last line.
   */
  public static String reason(String log) {
    String verdict = "";
    String last = "";
    // One by one: together they take more memory than the log.
    for (Iterator<String> lines = log.lines().map(String::strip).iterator(); lines.hasNext(); ) {
      String line = lines.next();
      if (line.isEmpty() || STATISTICS.test(line)) {
        continue;
      }
      if (STEP.test(line)) {
        verdict = "";
      } else if (verdict.isEmpty()) {
        verdict = line;
      }
      last = line;
    }
    return verdict.isEmpty() ? last : verdict;
  }
}
