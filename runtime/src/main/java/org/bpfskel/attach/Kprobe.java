package org.bpfskel.attach;

/**
 * One place in the kernel's code, for {@code SEC("kprobe")} and {@code SEC("kretprobe")}: {@code
 * bpf_program__attach_kprobe_opts}.
 *
 * @param function the kernel's function, as in {@code /proc/kallsyms}
 * @param offset in bytes from where the function begins
 * @param onReturn whether the program runs when the function returns
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     5.15
 * @param mode how libbpf sets the probe
 */
public record Kprobe(String function, long offset, boolean onReturn, long cookie, ProbeMode mode)
    implements AttachTarget {
  /** The entry of that function. */
  public static Kprobe of(String function) {
    return new Kprobe(function, 0, false, 0, ProbeMode.DEFAULT);
  }

  /** The same function, when it returns. */
  public Kprobe returning() {
    return new Kprobe(function, offset, true, cookie, mode);
  }

  /** The same function, that many bytes behind its entry. */
  public Kprobe offset(long offset) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }

  /** The same place, with a number that the program can ask for. */
  public Kprobe cookie(long cookie) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }

  /** The same place, probed in another way. */
  public Kprobe mode(ProbeMode mode) {
    return new Kprobe(function, offset, onReturn, cookie, mode);
  }
}
