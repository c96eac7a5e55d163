package org.bpfskel.attach;

/**
 * A tracepoint of the kernel with its formatted arguments, for {@code SEC("tp")}: {@code
 * bpf_program__attach_tracepoint_opts}. Needs a mounted tracefs.
 *
 * @param category its folder under {@code /sys/kernel/tracing/events}
 * @param name its own folder there
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     5.15
 */
public record Tracepoint(String category, String name, long cookie) implements AttachTarget {
  /** The tracepoint {@code category:name}, as {@code syscalls} and {@code sys_enter_execve}. */
  public static Tracepoint of(String category, String name) {
    return new Tracepoint(category, name, 0);
  }

  /** The same tracepoint, with a number that the program can ask for. */
  public Tracepoint cookie(long cookie) {
    return new Tracepoint(category, name, cookie);
  }
}
