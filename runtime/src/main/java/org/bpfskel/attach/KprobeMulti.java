package org.bpfskel.attach;

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
 * Many functions of the kernel under one link, for {@code SEC("kprobe.multi")} and {@code
 * SEC("kretprobe.multi")}: {@code bpf_program__attach_kprobe_multi_opts}. Needs Linux 5.18.
 */
public final class KprobeMulti extends AttachTarget {
  private static final ProgramFit FIT =
      ProgramFit.of(
          "kprobe.multi or kretprobe.multi", ProgramType.KPROBE, AttachType.TRACE_KPROBE_MULTI);

  private final @Nullable String pattern;
  private final List<String> symbols;
  private final List<Long> addresses;
  private final List<Long> cookies;
  private final boolean onReturn;

  private KprobeMulti(
      @Nullable String pattern,
      List<String> symbols,
      List<Long> addresses,
      List<Long> cookies,
      boolean onReturn) {
    this.pattern = pattern;
    this.symbols = List.copyOf(symbols);
    this.addresses = List.copyOf(addresses);
    this.cookies = List.copyOf(cookies);
    this.onReturn = onReturn;
    MultiProbe.check(pattern, symbols, addresses, cookies);
  }

  /**
   * {@return all functions of the kernel whose names match}
   *
   * @param pattern such as {@code tcp_*}: {@code *} stands for any characters, {@code ?} for one
   */
  public static KprobeMulti matching(String pattern) {
    return new KprobeMulti(pattern, List.of(), List.of(), List.of(), false);
  }

  /**
   * {@return the functions of those names; one that the kernel lacks is refused when the program is
   * attached}
   *
   * @param symbols their names in {@code /proc/kallsyms}
   * @throws IllegalArgumentException if there are none
   */
  public static KprobeMulti symbols(String... symbols) {
    return new KprobeMulti(null, Arrays.asList(symbols), List.of(), List.of(), false);
  }

  /**
   * {@return the functions that begin at those addresses of the kernel}
   *
   * @param addresses of their entries, as {@code /proc/kallsyms} has them for who may see them
   * @throws IllegalArgumentException if there are none
   */
  public static KprobeMulti addresses(long... addresses) {
    return new KprobeMulti(null, List.of(), MultiProbe.boxed(addresses), List.of(), false);
  }

  /** {@return the same functions, when they return} */
  public KprobeMulti returning() {
    return new KprobeMulti(pattern, symbols, addresses, cookies, true);
  }

  /**
   * {@return the same functions, each with a number that the program can ask for}
   *
   * @param cookies one for each symbol or address, in their order, which {@code
   *     bpf_get_attach_cookie()} gives to the program; none for 0
   * @throws IllegalArgumentException if the functions are not listed, or are another number
   */
  public KprobeMulti cookies(long... cookies) {
    return new KprobeMulti(pattern, symbols, addresses, MultiProbe.boxed(cookies), onReturn);
  }

  /**
   * {@return what the names match, with {@code *} and {@code ?}; null if the functions are listed}
   */
  public @Nullable String pattern() {
    return pattern;
  }

  /**
   * {@return the functions by their names in {@code /proc/kallsyms}; empty if they are named
   * otherwise; cannot be changed}
   */
  public List<String> symbols() {
    return symbols;
  }

  /**
   * {@return the functions by the addresses of their entries; empty if they are named otherwise;
   * cannot be changed}
   */
  public List<Long> addresses() {
    return addresses;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program, one for each symbol or
   * address; empty for 0; cannot be changed}
   */
  public List<Long> cookies() {
    return cookies;
  }

  /** {@return whether the program runs when a function returns} */
  public boolean onReturn() {
    return onReturn;
  }

  @Override
  AttachCall call() {
    AttachOpts.KprobeMultiOpts opts =
        new AttachOpts.KprobeMultiOpts(symbols, addresses, cookies, onReturn);
    return AttachCall.simple(
            "bpf_program__attach_kprobe_multi_opts",
            FIT,
            program -> LibbpfAttach.bpf_program__attach_kprobe_multi_opts(program, pattern, opts))
        .explain(
            "ENOENT",
            "the kernel lacks one of the functions, none matches, or tracefs does not list it")
        .explain("ESRCH", "the kernel lacks one of the functions, or does not let it be probed")
        .explain("EINVAL", "no function matches, or one may not be probed")
        .explain("EOPNOTSUPP", "the kernel is built without CONFIG_FPROBE");
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      "pattern",
      pattern,
      "symbols",
      symbols,
      "addresses",
      addresses,
      "cookies",
      cookies,
      "onReturn",
      onReturn
    };
  }
}
