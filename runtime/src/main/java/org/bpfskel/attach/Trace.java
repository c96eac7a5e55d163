package org.bpfskel.attach;

/**
 * The function or tracepoint of the kernel, or of another program, that a program was loaded for:
 * {@code SEC("fentry/…")}, {@code SEC("fexit/…")}, {@code SEC("fmod_ret/…")} and {@code
 * SEC("tp_btf/…")}. {@code bpf_program__attach_trace_opts}.
 *
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     5.19
 */
public record Trace(long cookie) implements AttachTarget {
  /** What the program was loaded for: it cannot be chosen later. */
  public static Trace asLoaded() {
    return new Trace(0);
  }

  /** The same, with a number that the program can ask for. */
  public Trace cookie(long cookie) {
    return new Trace(cookie);
  }
}
