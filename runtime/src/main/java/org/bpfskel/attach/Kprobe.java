package org.bpfskel.attach;

import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * One place in the kernel's code, for {@code SEC("kprobe")} and {@code SEC("kretprobe")}: {@code
 * bpf_program__attach_kprobe_opts}.
 */
public final class Kprobe extends AttachTarget {
  private static final ProgramFit FIT = ProgramFit.perf("kprobe or kretprobe", ProgramType.KPROBE);

  private final String function;
  private final long offset;
  private final boolean onReturn;
  private final long cookie;
  private final ProbeMode mode;

  private Kprobe(String function, long offset, boolean onReturn, long cookie, ProbeMode mode) {
    this.function = function;
    this.offset = offset;
    this.onReturn = onReturn;
    this.cookie = cookie;
    this.mode = mode;
  }

  /**
   * {@return the entry of a function of the kernel}
   *
   * @param function its name in {@code /proc/kallsyms}
   */
  public static Kprobe of(String function) {
    return new Kprobe(function, 0, false, 0, ProbeMode.DEFAULT);
  }

  /** {@return the same function, when it returns} */
  public Kprobe returning() {
    return new Kprobe(function, offset, true, cookie, mode);
  }

  /**
   * {@return the same function, at another place in it}
   *
   * @param offset in bytes, from where the function begins
   */
  public Kprobe offset(long offset) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }

  /**
   * {@return the same place, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public Kprobe cookie(long cookie) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }

  /**
   * {@return the same place, probed in another way}
   *
   * @param mode how libbpf sets the probe
   */
  public Kprobe mode(ProbeMode mode) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }

  /** {@return the kernel's function, as in {@code /proc/kallsyms}} */
  public String function() {
    return function;
  }

  /** {@return the place in bytes, from where the function begins} */
  public long offset() {
    return offset;
  }

  /** {@return whether the program runs when the function returns} */
  public boolean onReturn() {
    return onReturn;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 5.15}
   */
  public long cookie() {
    return cookie;
  }

  /** {@return how libbpf sets the probe} */
  public ProbeMode mode() {
    return mode;
  }

  @Override
  AttachCall call() {
    AttachOpts.KprobeOpts opts = new AttachOpts.KprobeOpts(cookie, offset, onReturn, mode.number());
    return AttachCall.simple(
            "bpf_program__attach_kprobe_opts",
            FIT,
            program -> LibbpfAttach.bpf_program__attach_kprobe_opts(program, function, opts))
        .explain(
            "ENOENT",
            "the kernel has no function %s, or %s".formatted(function, ProbeMode.NO_KPROBES))
        .explain("EINVAL", "the function may not be probed, at this place or at all")
        .explain("EADDRNOTAVAIL", "there is more than one function " + function)
        .explain("ENOTSUPP", "the kernel does not probe in this mode");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {
      "function", function, "offset", offset, "onReturn", onReturn, "cookie", cookie, "mode", mode
    };
  }
}
