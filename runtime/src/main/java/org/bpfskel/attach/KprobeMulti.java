package org.bpfskel.attach;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many functions of the kernel under one link, for {@code SEC("kprobe.multi")} and {@code
 * SEC("kretprobe.multi")}: {@code bpf_program__attach_kprobe_multi_opts}. Needs Linux 5.18.
 *
 * @param pattern with {@code *} and {@code ?}, or null if the functions are listed
 * @param symbols names as in {@code /proc/kallsyms}, or none
 * @param addresses of the functions' entries, or none
 * @param cookies what {@code bpf_get_attach_cookie()} gives to the program, one for each symbol or
 *     address, or none
 * @param onReturn whether the program runs when a function returns
 */
public record KprobeMulti(
    @Nullable String pattern,
    List<String> symbols,
    List<Long> addresses,
    List<Long> cookies,
    boolean onReturn)
    implements AttachTarget {

  /**
   * Keeps copies of the lists.
   *
   * @throws IllegalArgumentException if not exactly one of pattern, symbols and addresses is there,
   *     or the number of cookies differs from theirs
   */
  public KprobeMulti {
    symbols = List.copyOf(symbols);
    addresses = List.copyOf(addresses);
    cookies = List.copyOf(cookies);
    MultiProbe.check(pattern, symbols, addresses, cookies);
  }

  /** All functions whose names match: {@code tcp_*}. */
  public static KprobeMulti matching(String pattern) {
    return new KprobeMulti(pattern, List.of(), List.of(), List.of(), false);
  }

  /** The functions of those names; one that the kernel lacks is refused. */
  public static KprobeMulti symbols(String... symbols) {
    return new KprobeMulti(null, Arrays.asList(symbols), List.of(), List.of(), false);
  }

  /** The functions that begin at those addresses of the kernel. */
  public static KprobeMulti addresses(long... addresses) {
    return new KprobeMulti(null, List.of(), MultiProbe.boxed(addresses), List.of(), false);
  }

  /** The same functions, when they return. */
  public KprobeMulti returning() {
    return new KprobeMulti(pattern, symbols, addresses, cookies, true);
  }

  /** The same functions, each with a number that the program can ask for, in their order. */
  public KprobeMulti cookies(long... cookies) {
    return new KprobeMulti(pattern, symbols, addresses, MultiProbe.boxed(cookies), onReturn);
  }
}
