package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * Many places of one file under one link, for {@code SEC("uprobe.multi")} and {@code
 * SEC("uretprobe.multi")}: {@code bpf_program__attach_uprobe_multi}. Needs Linux 6.6.
 */
public final class UprobeMulti extends AttachTarget {
  private static final ProgramFit FIT =
      ProgramFit.of(
          "uprobe.multi or uretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_UPROBE_MULTI);

  private final Path binary;
  private final @Nullable String pattern;
  private final List<String> symbols;
  private final List<Long> offsets;
  private final List<Long> refCtrOffsets;
  private final List<Long> cookies;
  private final int pid;
  private final boolean onReturn;

  private UprobeMulti(
      Path binary,
      @Nullable String pattern,
      List<String> symbols,
      List<Long> offsets,
      List<Long> refCtrOffsets,
      List<Long> cookies,
      int pid,
      boolean onReturn) {
    this.binary = binary;
    this.pattern = pattern;
    this.symbols = List.copyOf(symbols);
    this.offsets = List.copyOf(offsets);
    this.refCtrOffsets = List.copyOf(refCtrOffsets);
    this.cookies = List.copyOf(cookies);
    this.pid = pid;
    this.onReturn = onReturn;
    MultiProbe.check(pattern, symbols, offsets, cookies);
    MultiProbe.check(pattern, symbols, offsets, refCtrOffsets);
  }

  /** All functions whose names match, in every process. */
  public static UprobeMulti matching(Path binary, String pattern) {
    return new UprobeMulti(
        binary, pattern, List.of(), List.of(), List.of(), List.of(), Uprobe.ANY, false);
  }

  /**
   * The functions of those names, in every process. libbpf 1.4 to 1.7 finds none in a file without
   * {@code .symtab}, a stripped one: there a pattern does.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static UprobeMulti symbols(Path binary, String... symbols) {
    return new UprobeMulti(
        binary, null, Arrays.asList(symbols), List.of(), List.of(), List.of(), Uprobe.ANY, false);
  }

  /**
   * The instructions at those offsets in the file, in every process.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static UprobeMulti offsets(Path binary, long... offsets) {
    return new UprobeMulti(
        binary,
        null,
        List.of(),
        MultiProbe.boxed(offsets),
        List.of(),
        List.of(),
        Uprobe.ANY,
        false);
  }

  /** The same functions, when they return. */
  public UprobeMulti returning() {
    return new UprobeMulti(binary, pattern, symbols, offsets, refCtrOffsets, cookies, pid, true);
  }

  /** The same places, in one process alone. */
  public UprobeMulti pid(int pid) {
    return new UprobeMulti(
        binary, pattern, symbols, offsets, refCtrOffsets, cookies, pid, onReturn);
  }

  /**
   * The same places, each with the counter of its users.
   *
   * @throws IllegalArgumentException if the places are not listed, or are another number
   */
  public UprobeMulti refCtrOffsets(long... refCtrOffsets) {
    List<Long> boxed = MultiProbe.boxed(refCtrOffsets);
    return new UprobeMulti(binary, pattern, symbols, offsets, boxed, cookies, pid, onReturn);
  }

  /**
   * The same places, each with a number that the program can ask for, in their order.
   *
   * @throws IllegalArgumentException if the places are not listed, or are another number
   */
  public UprobeMulti cookies(long... cookies) {
    List<Long> boxed = MultiProbe.boxed(cookies);
    return new UprobeMulti(binary, pattern, symbols, offsets, refCtrOffsets, boxed, pid, onReturn);
  }

  /**
   * The file's path; libbpf does not look for a name without {@code /} when it resolves listed
   * symbols.
   */
  public Path binary() {
    return binary;
  }

  /** What functions' names match, with {@code *} and {@code ?}; null if the places are listed. */
  public @Nullable String pattern() {
    return pattern;
  }

  /** The functions by their names; empty if the places are named otherwise. */
  public List<String> symbols() {
    return symbols;
  }

  /** The places in bytes from where the file begins; empty if they are named otherwise. */
  public List<Long> offsets() {
    return offsets;
  }

  /** Where in the file the counters of the places' users are; empty if there are none. */
  public List<Long> refCtrOffsets() {
    return refCtrOffsets;
  }

  /**
   * What {@code bpf_get_attach_cookie()} gives to the program, one for each symbol or offset; empty
   * for 0.
   */
  public List<Long> cookies() {
    return cookies;
  }

  /** The process to watch: {@link Uprobe#ANY}, 0 for this one, or its id. */
  public int pid() {
    return pid;
  }

  /** Whether the program runs when a function returns. */
  public boolean onReturn() {
    return onReturn;
  }

  @Override
  AttachCall call() {
    AttachOpts.UprobeMultiOpts opts =
        new AttachOpts.UprobeMultiOpts(symbols, offsets, refCtrOffsets, cookies, onReturn);
    return AttachCall.simple(
            "bpf_program__attach_uprobe_multi",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_uprobe_multi(
                    program, pid, binary.toString(), pattern, opts))
        .explain(
            "ENOENT",
            "there is no file %s, or no function matches; of a stripped file libbpf finds functions by"
                    .formatted(binary)
                + " pattern or offset, but not by symbols")
        .explain("EINVAL", "Linux is before 6.6, or a place is not in code that can be probed")
        .explain("ESRCH", "there is no such process, or the file lacks one of the functions")
        .explain("EOPNOTSUPP", "the kernel is built without CONFIG_UPROBES");
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      "binary",
      binary,
      "pattern",
      pattern,
      "symbols",
      symbols,
      "offsets",
      offsets,
      "refCtrOffsets",
      refCtrOffsets,
      "cookies",
      cookies,
      "pid",
      pid,
      "onReturn",
      onReturn
    };
  }
}
