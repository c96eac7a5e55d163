package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LibbpfError;
import org.bpfskel.internal.libbpf.LibbpfLog;
import org.bpfskel.internal.libbpf.PrintedMessage;
import org.bpfskel.internal.os.Errno;
import org.jspecify.annotations.Nullable;

/** One call of a libbpf function, its failure turned into a {@link BpfException}. */
public final class LibbpfCall {
  /** What a {@link #checkUnless} without an expected error expects. */
  private static final int NO_ERROR = 0;

  private final String function;
  private final String object;
  private final Map<String, Supplier<String>> explanations = new HashMap<>();

  private @Nullable Supplier<List<String>> diagnosis;
  private @Nullable Consumer<List<PrintedMessage>> listener;
  private @Nullable Failure failure;

  /** No lambda: making one takes longer than most calls, and there are several for each. */
  private record Known(String get) implements Supplier<String> {}

  /** Makes the exception: the parameters are those of {@link BpfException}. */
  public interface Failure {
    public BpfException of(
        String operation,
        String object,
        int errno,
        List<String> explanation,
        List<PrintedMessage> said);
  }

  private LibbpfCall(String function, String object) {
    this.function = function;
    this.object = object;
  }

  public static LibbpfCall of(String function, String object) {
    return new LibbpfCall(function, object);
  }

  /** Says what an error means for this call, beyond the system's own words. */
  public LibbpfCall explain(String errnoName, String explanation) {
    return explain(errnoName, new Known(explanation));
  }

  /** As {@link #explain(String, String)}, found out after the failure. */
  public LibbpfCall explain(String errnoName, Supplier<String> explanation) {
    explanations.put(errnoName, explanation);
    return this;
  }

  /** Adds to every failure what was found out after it. */
  public LibbpfCall diagnose(Supplier<List<String>> diagnosis) {
    this.diagnosis = diagnosis;
    return this;
  }

  /** Passes on what libbpf printed, whether the call succeeds or not. */
  public LibbpfCall listen(Consumer<List<PrintedMessage>> listener) {
    this.listener = listener;
    return this;
  }

  /** Has every failure made an exception in another way. */
  public LibbpfCall fail(Failure failure) {
    this.failure = failure;
    return this;
  }

  /** Runs a function that returns a negative errno when it fails. */
  public int check(IntSupplier call) {
    return checkUnless(NO_ERROR, call);
  }

  /** As {@link #check}, but returns the negative errno if it is the one expected. */
  public int checkUnless(int expectedErrno, IntSupplier call) {
    LibbpfLog.begin();
    int result;
    List<PrintedMessage> said;
    try {
      result = call.getAsInt();
    } finally {
      said = LibbpfLog.end();
    }
    hear(said);
    if (result < 0 && result != -expectedErrno) {
      throw failure(-result, said);
    }
    return result;
  }

  /** Runs a function that returns a pointer, or null and errno when it fails. */
  public long pointer(LongSupplier call) {
    LibbpfLog.begin();
    long result;
    int errno;
    List<PrintedMessage> said;
    try {
      result = call.getAsLong();
      errno = Errno.last();
    } finally {
      said = LibbpfLog.end();
    }
    hear(said);
    if (result == 0) {
      throw failure(errno, said);
    }
    return result;
  }

  private void hear(List<PrintedMessage> said) {
    if (listener != null) {
      listener.accept(said);
    }
  }

  /** Of EPERM always the process's part in it, unless a cause was found out or is looked for. */
  private @Nullable String explanation(String symbol) {
    Supplier<String> known = explanations.get(symbol);
    if (!symbol.equals("EPERM") || (known != null && !(known instanceof Known))) {
      return known == null ? null : known.get();
    }
    if (known == null) {
      return failure == null ? Privileges.refusal() : null;
    }
    String lack = Privileges.lack();
    return lack == null ? known.get() : known.get() + "; or: " + lack;
  }

  /** What to throw for an error of this call. */
  public BpfException failure(int errno, List<PrintedMessage> said) {
    String symbol = Errno.symbol(errno);
    StringBuilder text = new StringBuilder(LibbpfError.describe(errno));
    String explanation = explanation(symbol);
    if (explanation != null) {
      text.append(": ").append(explanation);
    }
    List<String> lines = new ArrayList<>();
    lines.add(text.toString());
    if (diagnosis != null) {
      lines.addAll(diagnosis.get());
    }
    return failure == null
        ? new BpfException(function, object, errno, lines, PrintedMessage.lines(said))
        : failure.of(function, object, errno, lines, said);
  }
}
