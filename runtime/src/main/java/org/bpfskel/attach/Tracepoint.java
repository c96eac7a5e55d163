package org.bpfskel.attach;

import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A tracepoint of the kernel with its formatted arguments, for {@code SEC("tp")}: {@code
 * bpf_program__attach_tracepoint_opts}. Needs a mounted tracefs.
 */
public final class Tracepoint extends AttachTarget {
  private static final ProgramFit FIT = ProgramFit.perf("tp/…", ProgramType.TRACEPOINT);

  private final String category;
  private final String name;
  private final long cookie;

  private Tracepoint(String category, String name, long cookie) {
    this.category = category;
    this.name = name;
    this.cookie = cookie;
  }

  /**
   * {@return the tracepoint {@code category:name}}
   *
   * @param category its folder under {@code /sys/kernel/tracing/events}, such as {@code syscalls}
   * @param name its own folder there, such as {@code sys_enter_execve}
   */
  public static Tracepoint of(String category, String name) {
    return new Tracepoint(category, name, 0);
  }

  /**
   * {@return the same tracepoint, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public Tracepoint cookie(long cookie) {
    return new Tracepoint(category, name, cookie);
  }

  /** {@return the tracepoint's folder under {@code /sys/kernel/tracing/events}} */
  public String category() {
    return category;
  }

  /** {@return the tracepoint's own folder in that of its category} */
  public String name() {
    return name;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 5.15}
   */
  public long cookie() {
    return cookie;
  }

  @Override
  AttachCall call() {
    return AttachCall.simple(
            "bpf_program__attach_tracepoint_opts",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_tracepoint_opts(
                    program, category, name, new AttachOpts.CookieOpts(cookie)))
        .explain(
            "ENOENT",
            "there is no events/%s/%s in tracefs, or tracefs is not mounted at /sys/kernel/tracing"
                .formatted(category, name))
        .explain("EOPNOTSUPP", "cookies need Linux 5.15");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"category", category, "name", name, "cookie", cookie};
  }
}
