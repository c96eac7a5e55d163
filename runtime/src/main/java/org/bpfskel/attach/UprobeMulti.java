package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many places of one file under one link, for {@code SEC("uprobe.multi")} and {@code
 * SEC("uretprobe.multi")}: {@code bpf_program__attach_uprobe_multi}. Needs Linux 6.6.
 *
 * @param binary the file's path; libbpf does not look for a name without {@code /} when it resolves
 *     listed symbols
 * @param pattern with {@code *} and {@code ?}, or null if the places are listed
 * @param symbols names of functions, or none
 * @param offsets in bytes from where the file begins, or none
 * @param refCtrOffsets where in the file the counters of the places' users are, or none
 * @param cookies what {@code bpf_get_attach_cookie()} gives to the program, one for each symbol or
 *     offset, or none
 * @param pid the process to watch: {@link Uprobe#ANY}, 0 for this one, or its id
 * @param onReturn whether the program runs when a function returns
 */
public record UprobeMulti(
    Path binary,
    @Nullable String pattern,
    List<String> symbols,
    List<Long> offsets,
    List<Long> refCtrOffsets,
    List<Long> cookies,
    int pid,
    boolean onReturn)
    implements AttachTarget {

  /**
   * Keeps copies of the lists.
   *
   * @throws IllegalArgumentException if not exactly one of pattern, symbols and offsets is there,
   *     or the number of cookies or counters differs from theirs
   */
  public UprobeMulti {
    symbols = List.copyOf(symbols);
    offsets = List.copyOf(offsets);
    refCtrOffsets = List.copyOf(refCtrOffsets);
    cookies = List.copyOf(cookies);
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
   */
  public static UprobeMulti symbols(Path binary, String... symbols) {
    return new UprobeMulti(
        binary, null, Arrays.asList(symbols), List.of(), List.of(), List.of(), Uprobe.ANY, false);
  }

  /** The instructions at those offsets in the file, in every process. */
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

  /** The same places, each with the counter of its users. */
  public UprobeMulti refCtrOffsets(long... refCtrOffsets) {
    List<Long> boxed = MultiProbe.boxed(refCtrOffsets);
    return new UprobeMulti(binary, pattern, symbols, offsets, boxed, cookies, pid, onReturn);
  }

  /** The same places, each with a number that the program can ask for, in their order. */
  public UprobeMulti cookies(long... cookies) {
    List<Long> boxed = MultiProbe.boxed(cookies);
    return new UprobeMulti(binary, pattern, symbols, offsets, refCtrOffsets, boxed, pid, onReturn);
  }
}
