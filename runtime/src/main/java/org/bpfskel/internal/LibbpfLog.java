package org.bpfskel.internal;

import com.sun.jna.Pointer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What libbpf prints: every line to the logger {@value #LOGGER}, and lines of level info and above,
 * and the verifier's logs of programs, to the call that is under way on the same thread.
 */
public final class LibbpfLog {
  public static final String LOGGER = "org.bpfskel.libbpf";

  /** In the format of a program's log, which libbpf prints at level debug if the load succeeds. */
  private static final String PROGRAM_LOG = "-- BEGIN PROG LOAD LOG --";

  /** By libbpf's {@code enum libbpf_print_level}. */
  private static final Level[] LEVELS = {Level.WARNING, Level.INFO, Level.DEBUG};

  private static final Logger LOG = System.getLogger(LOGGER);

  /** The calls under way on a thread, the latest first: a logger may use another object. */
  private static final ThreadLocal<Deque<List<String>>> CALLS =
      ThreadLocal.withInitial(ArrayDeque::new);

  /** Strongly referenced, for libbpf keeps calling it. */
  private static final PrintFunction PRINT = LibbpfLog::print;

  private LibbpfLog() {}

  static void install() {
    Libbpf.libbpf_set_print(PRINT);
  }

  /** Starts to collect the lines of a call on this thread. */
  public static void begin() {
    CALLS.get().push(new ArrayList<>());
  }

  /** Ends the collection that the latest {@link #begin} started. */
  public static List<String> end() {
    Deque<List<String>> calls = CALLS.get();
    List<String> lines = calls.pop();
    if (calls.isEmpty()) {
      CALLS.remove();
    }
    return lines;
  }

  private static int print(int level, Pointer format, Pointer arguments) {
    try {
      Level severity = level >= 0 && level < LEVELS.length ? LEVELS[level] : Level.DEBUG;
      boolean collected = severity != Level.DEBUG || format.getString(0).contains(PROGRAM_LOG);
      if (collected || LOG.isLoggable(severity)) {
        FormattedMessage.of(format, arguments)
            .lines()
            .forEach(line -> record(severity, collected, line));
      }
    } catch (RuntimeException | Error e) {
      // Whatever a user's logger throws must not unwind through C.
    }
    return 0;
  }

  private static void record(Level severity, boolean collected, String line) {
    List<String> call = CALLS.get().peek();
    if (call != null && collected) {
      call.add(line);
    }
    LOG.log(severity, line);
  }
}
