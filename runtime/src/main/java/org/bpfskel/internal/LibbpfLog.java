package org.bpfskel.internal;

import com.sun.jna.Pointer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf prints: lines of level info and above to the logger {@value #LOGGER}, and, with the
 * verifier's logs of programs, to the call that is under way on the same thread. Lines of level
 * debug go to the logger if the system property {@value #PROPERTY} is {@code true}, or, as for
 * libbpf itself, the environment variable {@value #VARIABLE} is {@code debug}.
 */
public final class LibbpfLog {
  public static final String LOGGER = "org.bpfskel.libbpf";
  public static final String PROPERTY = "bpfskel.debug";
  public static final String VARIABLE = "LIBBPF_LOG_LEVEL";

  /** In the format of a program's log, which libbpf prints at level debug if the load succeeds. */
  private static final String PROGRAM_LOG = "-- BEGIN PROG LOAD LOG --";

  /** By libbpf's {@code enum libbpf_print_level}. */
  private static final Level[] LEVELS = {Level.WARNING, Level.INFO, Level.DEBUG};

  private static final boolean DEBUG = "debug".equalsIgnoreCase(System.getenv(VARIABLE));

  /** The calls under way on a thread, the latest first: a logger may use another object. */
  private static final ThreadLocal<@Nullable Deque<List<String>>> CALLS = new ThreadLocal<>();

  /** Loaded with the first line: making a logger starts all of logging. */
  private static final class Lines {
    static final Logger LOG = System.getLogger(LOGGER);
  }

  /** Strongly referenced, for libbpf keeps calling it. */
  private static final PrintFunction PRINT =
      new PrintFunction() {
        @Override
        int print(int level, Pointer format, Pointer arguments) {
          return hear(level, format, arguments);
        }
      };

  private LibbpfLog() {}

  static void install() {
    Libbpf.libbpf_set_print(PRINT);
  }

  /** Starts to collect the lines of a call on this thread. */
  public static void begin() {
    Deque<List<String>> calls = CALLS.get();
    if (calls == null) {
      calls = new ArrayDeque<>();
      CALLS.set(calls);
    }
    calls.push(new ArrayList<>());
  }

  /** Ends the collection that the latest {@link #begin} started. */
  public static List<String> end() {
    Deque<List<String>> calls = Objects.requireNonNull(CALLS.get());
    List<String> lines = calls.pop();
    if (calls.isEmpty()) {
      CALLS.remove();
    }
    return lines;
  }

  private static int hear(int level, Pointer format, Pointer arguments) {
    try {
      Level severity = level >= 0 && level < LEVELS.length ? LEVELS[level] : Level.DEBUG;
      boolean collected = severity != Level.DEBUG || format.getString(0).contains(PROGRAM_LOG);
      boolean logged = severity != Level.DEBUG || isDebugWanted();
      if (collected || logged) {
        for (String line : FormattedMessage.of(format, arguments).lines().toList()) {
          record(severity, collected, logged, line);
        }
      }
    } catch (RuntimeException | Error e) {
      // Whatever a user's logger throws must not unwind through C.
    }
    return 0;
  }

  /** Not by asking the logger: that starts all of logging, which takes longer than most loads. */
  private static boolean isDebugWanted() {
    return DEBUG || Boolean.getBoolean(PROPERTY);
  }

  private static void record(Level severity, boolean collected, boolean logged, String line) {
    Deque<List<String>> calls = CALLS.get();
    if (calls != null && collected) {
      calls.element().add(line);
    }
    if (logged) {
      Lines.LOG.log(severity, line);
    }
  }
}
