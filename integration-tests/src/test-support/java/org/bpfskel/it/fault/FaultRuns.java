package org.bpfskel.it.fault;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.bpfskel.BpfException;
import org.bpfskel.it.Holdings;
import org.bpfskel.it.NormalUse;
import org.jspecify.annotations.Nullable;

/**
 * Does each {@link NormalUse} again and again, each time with another call that fails, until none
 * is left. For a Java machine of its own, in which {@link Faults} are at work.
 */
final class FaultRuns {
  /**
   * After how many failures it is done once without, if not after each. The next failure comes only
   * if everything before it goes well.
   */
  private static final int USUALLY_AGAIN = 10;

  private static final Logger LOGGER = Logger.getLogger("org.bpfskel.libbpf");

  /** What libbpf says it went on without, which nobody would notice. */
  private static final LeftOut LEFT_OUT = new LeftOut();

  private final Path bpfFileSystem;
  private final boolean all;
  private int injected;
  private int refused;

  private FaultRuns(Path bpfFileSystem, boolean all) {
    this.bpfFileSystem = bpfFileSystem;
    this.all = all;
  }

  /**
   * With a BPF file system to pin in, and whether to have every call fail, not only the first of
   * each place.
   */
  public static void main(String[] arguments) throws Exception {
    LOGGER.setUseParentHandlers(false);
    LOGGER.addHandler(LEFT_OUT);
    Faults.disarm(); // once: the first native method that JNA binds opens a file for good
    FaultRuns runs = new FaultRuns(Path.of(arguments[0]), Boolean.parseBoolean(arguments[1]));
    for (NormalUse use : NormalUse.values()) {
      runs.warmUp(use);
    }
    Holdings before = Holdings.now();
    for (NormalUse use : NormalUse.values()) {
      runs.survives(use, before);
    }
    before.awaitAgain();
    System.out.printf(
        "faults: %d native calls of %d uses failed one by one, %d came as one exception,"
            + " %d changed nothing; nothing leaked%n",
        runs.injected, NormalUse.values().length, runs.refused, runs.injected - runs.refused);
  }

  /**
   * What libbpf and the machine do only once; above all libbpf remembers what the kernel can do,
   * and takes a probe that failed for an answer.
   */
  private void warmUp(NormalUse use) throws Exception {
    use.run(bpfFileSystem);
    use.run(bpfFileSystem);
  }

  private void survives(NormalUse use, Holdings before) throws Exception {
    long[] calls = Faults.places(() -> use.run(bpfFileSystem));
    for (long n : all ? LongStream.rangeClosed(1, calls.length).toArray() : firsts(calls)) {
      survives(use, n);
      before.awaitDescriptors();
    }
    for (long n = calls.length + 1L; survives(use, n); n++) {
      before.awaitDescriptors();
    }
    worksAfter(use, use + " with one call after the other failing");
  }

  /** The numbers of those calls that are the first of their place. */
  private static long[] firsts(long[] places) {
    Set<Long> seen = new HashSet<>();
    return LongStream.rangeClosed(1, places.length)
        .filter(n -> seen.add(places[(int) n - 1]))
        .toArray();
  }

  /** Whether there was an n-th call; it failed, the use was refused or went well, and goes well. */
  private boolean survives(NormalUse use, long n) throws Exception {
    Throwable thrown = null;
    String failed;
    LEFT_OUT.lines.clear();
    Faults.arm(n);
    try {
      use.run(bpfFileSystem);
    } catch (Exception | AssertionError e) {
      thrown = e;
    } finally {
      failed = Faults.disarm();
    }
    String what = "%s with call %d, %s, failing".formatted(use, n, failed);
    if (thrown != null) {
      requireDocumented(what, failed, thrown);
      refused++;
    } else if (!LEFT_OUT.lines.isEmpty()) {
      throw new AssertionError(what + " was hidden, but libbpf said " + LEFT_OUT.lines);
    }
    if (failed != null) {
      injected++;
    }
    if (all || injected % USUALLY_AGAIN == 0) {
      worksAfter(use, what);
    }
    return failed != null;
  }

  private void worksAfter(NormalUse use, String what) throws Exception {
    try {
      use.run(bpfFileSystem);
    } catch (BpfException | IllegalStateException | IOException | AssertionError e) {
      throw new AssertionError("after " + what + " it does not work any more", e);
    }
  }

  private static final class LeftOut extends Handler {
    final List<String> lines = new ArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (line.getMessage().contains("Ignored and continue")) {
        lines.add(line.getMessage());
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** One exception that names the error; reading an iterator's stream throws as every stream. */
  private static void requireDocumented(String what, @Nullable String failed, Throwable thrown) {
    boolean named =
        thrown instanceof BpfException e
            ? !e.errnoName().isEmpty() && !e.operation().isEmpty()
            : thrown instanceof IOException && String.valueOf(thrown.getMessage()).contains("EIO");
    if (!named || failed == null || thrown.getSuppressed().length > 0) {
      throw new AssertionError(what + " came as " + thrown, thrown);
    }
  }
}
