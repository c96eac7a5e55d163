package org.bpfskel.internal.libbpf;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.function.Predicate;
import org.bpfskel.internal.foreign.NativeMemory;
import org.jspecify.annotations.Nullable;

/**
 * What libbpf prints: lines of level info and above to the logger {@value #LOGGER}, and, with the
 * verifier's logs of programs, to the call that is under way on the same thread, which alone gets
 * the logs of a load that failed. Lines of level debug go to the logger if the system property
 * {@value #PROPERTY} is {@code true}, or, as for libbpf itself, the environment variable {@value
 * #VARIABLE} is {@code debug}.
 */
public final class LibbpfLog {
  public static final String LOGGER = "org.bpfskel.libbpf";
  public static final String PROPERTY = "bpfskel.debug";
  public static final String VARIABLE = "LIBBPF_LOG_LEVEL";

  /** In the format of a program's log, which libbpf prints at level debug if the load succeeds. */
  private static final String PROGRAM_LOG = "-- BEGIN PROG LOAD LOG --";

  /** In the format of every log of the kernel's, of a program's or of the BTF's load. */
  private static final String KERNEL_LOG = " LOAD LOG --";

  /** By libbpf's {@code enum libbpf_print_level}. */
  private static final Level[] LEVELS = {Level.WARNING, Level.INFO, Level.DEBUG};

  private static final boolean DEBUG = "debug".equalsIgnoreCase(System.getenv(VARIABLE));

  /** The calls under way on a thread, the latest first: a logger may use another object. */
  private static final ThreadLocal<@Nullable Deque<CallUnderWay>> CALLS = new ThreadLocal<>();

  /** Made with the first line, for that starts all of logging; a try that failed is made again. */
  private static @Nullable Logger logger;

  private record CallUnderWay(
      List<PrintedMessage> messages, Entry<long[], List<Predicate<long[]>>> turn) {}

  private LibbpfLog() {}

  /** Starts to collect the lines of a call on this thread. */
  public static void begin() {
    Deque<CallUnderWay> calls = CALLS.get();
    if (calls == null) {
      calls = new ArrayDeque<>();
      CALLS.set(calls);
    }
    calls.push(new CallUnderWay(new ArrayList<>(), LibbpfLibrary.print().begin()));
  }

  /**
   * Ends the collection that the latest {@link #begin} started.
   *
   * @return the messages that libbpf printed meanwhile
   */
  public static List<PrintedMessage> end() {
    Deque<CallUnderWay> calls = Objects.requireNonNull(CALLS.get());
    CallUnderWay call = calls.pop();
    if (calls.isEmpty()) {
      CALLS.remove();
    }
    LibbpfLibrary.print().end(call.turn());
    return call.messages();
  }

  /**
   * Hears one message, if it is printed in a call that is under way on this thread.
   *
   * @return whether it is
   */
  static boolean hear(int level, long format, long arguments) {
    Deque<CallUnderWay> calls = CALLS.get();
    if (calls == null || calls.isEmpty()) {
      return false;
    }
    try {
      Level severity = level >= 0 && level < LEVELS.length ? LEVELS[level] : Level.DEBUG;
      boolean collected =
          severity != Level.DEBUG || NativeMemory.string(format).contains(PROGRAM_LOG);
      boolean logged =
          severity == Level.DEBUG
              ? isDebugWanted()
              : !NativeMemory.string(format).contains(KERNEL_LOG);
      if (collected || logged) {
        PrintedMessage message = FormattedMessage.of(format, arguments);
        if (collected) {
          calls.element().messages().add(message);
        }
        if (logged) {
          for (String line : PrintedMessage.lines(List.of(message))) {
            logger().log(severity, line);
          }
        }
      }
    } catch (RuntimeException | Error e) {
      // Whatever a user's logger throws must not unwind through C.
    }
    return true;
  }

  /** Not by asking the logger: that starts all of logging, which takes longer than most loads. */
  private static boolean isDebugWanted() {
    return DEBUG || Boolean.getBoolean(PROPERTY);
  }

  private static synchronized Logger logger() {
    Logger known = logger;
    if (known == null) {
      known = System.getLogger(LOGGER);
      logger = known;
    }
    return known;
  }
}
