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

  /**
   * {@return all functions whose names match, in every process}
   *
   * @param binary the file of a program or a shared library; see {@link #binary}
   * @param pattern what the names match: {@code *} stands for any characters, {@code ?} for one
   */
  public static UprobeMulti matching(Path binary, String pattern) {
    return new UprobeMulti(
        binary, pattern, List.of(), List.of(), List.of(), List.of(), Uprobe.ANY, false);
  }

  /**
   * {@return the functions of those names, in every process} libbpf 1.4 to 1.7 finds none in a file
   * without {@code .symtab}, a stripped one: there a pattern does.
   *
   * @param binary the file's path; a name without {@code /} is not looked for
   * @param symbols the functions' names
   * @throws IllegalArgumentException if there are none
   */
  public static UprobeMulti symbols(Path binary, String... symbols) {
    return new UprobeMulti(
        binary, null, Arrays.asList(symbols), List.of(), List.of(), List.of(), Uprobe.ANY, false);
  }

  /**
   * {@return the instructions at those offsets in the file, in every process}
   *
   * @param binary the file of a program or a shared library; see {@link #binary}
   * @param offsets in bytes, from where the file begins
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

  /** {@return the same functions, when they return} */
  public UprobeMulti returning() {
    return new UprobeMulti(binary, pattern, symbols, offsets, refCtrOffsets, cookies, pid, true);
  }

  /**
   * {@return the same places, in other processes}
   *
   * @param pid {@link Uprobe#ANY} for every process, 0 for this one, or the id of a process
   */
  public UprobeMulti pid(int pid) {
    return new UprobeMulti(
        binary, pattern, symbols, offsets, refCtrOffsets, cookies, pid, onReturn);
  }

  /**
   * {@return the same places, each with the counter of its users}
   *
   * @param refCtrOffsets where in the file those counters of USDTs are, in bytes, one for each
   *     symbol or offset, in their order; none if there are none
   * @throws IllegalArgumentException if the places are not listed, or are another number
   */
  public UprobeMulti refCtrOffsets(long... refCtrOffsets) {
    List<Long> boxed = MultiProbe.boxed(refCtrOffsets);
    return new UprobeMulti(binary, pattern, symbols, offsets, boxed, cookies, pid, onReturn);
  }

  /**
   * {@return the same places, each with a number that the program can ask for}
   *
   * @param cookies one for each symbol or offset, in their order, which {@code
   *     bpf_get_attach_cookie()} gives to the program; none for 0
   * @throws IllegalArgumentException if the places are not listed, or are another number
   */
  public UprobeMulti cookies(long... cookies) {
    List<Long> boxed = MultiProbe.boxed(cookies);
    return new UprobeMulti(binary, pattern, symbols, offsets, refCtrOffsets, boxed, pid, onReturn);
  }

  /**
   * {@return the file's path; libbpf does not look for a name without {@code /} when it resolves
   * listed symbols}
   */
  public Path binary() {
    return binary;
  }

  /**
   * {@return what functions' names match, with {@code *} and {@code ?}; null if the places are
   * listed}
   */
  public @Nullable String pattern() {
    return pattern;
  }

  /**
   * {@return the functions by their names; empty if the places are named otherwise; cannot be
   * changed}
   */
  public List<String> symbols() {
    return symbols;
  }

  /**
   * {@return the places in bytes from where the file begins; empty if they are named otherwise;
   * cannot be changed}
   */
  public List<Long> offsets() {
    return offsets;
  }

  /**
   * {@return where in the file the counters of the places' users are, in bytes; empty if there are
   * none; cannot be changed}
   */
  public List<Long> refCtrOffsets() {
    return refCtrOffsets;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program, one for each symbol or
   * offset; empty for 0; cannot be changed}
   */
  public List<Long> cookies() {
    return cookies;
  }

  /** {@return the process to watch: {@link Uprobe#ANY}, 0 for this one, or its id} */
  public int pid() {
    return pid;
  }

  /** {@return whether the program runs when a function returns} */
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
