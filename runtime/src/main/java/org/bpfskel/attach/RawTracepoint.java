package org.bpfskel.attach;

/**
 * A tracepoint of the kernel with its arguments as they are, for {@code SEC("raw_tp")}: {@code
 * bpf_program__attach_raw_tracepoint_opts}.
 *
 * @param name the tracepoint's name, without a category
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     6.10
 */
public record RawTracepoint(String name, long cookie) implements AttachTarget {
  /** The tracepoint of that name, such as {@code sched_switch}. */
  public static RawTracepoint of(String name) {
    return new RawTracepoint(name, 0);
  }

  /** The same tracepoint, with a number that the program can ask for. */
  public RawTracepoint cookie(long cookie) {
    return new RawTracepoint(name, cookie);
  }
}
