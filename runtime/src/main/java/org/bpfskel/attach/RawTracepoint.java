package org.bpfskel.attach;

import java.util.Set;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A tracepoint of the kernel with its arguments as they are, for {@code SEC("raw_tp")}: {@code
 * bpf_program__attach_raw_tracepoint_opts}.
 */
public final class RawTracepoint extends AttachTarget {
  private static final ProgramFit FIT =
      new ProgramFit(
          "raw_tp/… or raw_tp.w/…",
          Set.of(ProgramType.RAW_TRACEPOINT, ProgramType.RAW_TRACEPOINT_WRITABLE),
          attachType -> true);

  private final String name;
  private final long cookie;

  private RawTracepoint(String name, long cookie) {
    this.name = name;
    this.cookie = cookie;
  }

  /**
   * {@return a tracepoint of the kernel}
   *
   * @param name its name without a category, such as {@code sched_switch}
   */
  public static RawTracepoint of(String name) {
    return new RawTracepoint(name, 0);
  }

  /**
   * {@return the same tracepoint, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public RawTracepoint cookie(long cookie) {
    return new RawTracepoint(name, cookie);
  }

  /** {@return the tracepoint's name, without a category} */
  public String name() {
    return name;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 6.10}
   */
  public long cookie() {
    return cookie;
  }

  @Override
  AttachCall call() {
    return AttachCall.simple(
            "bpf_program__attach_raw_tracepoint_opts",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_raw_tracepoint_opts(
                    program, name, new AttachOpts.CookieOpts(cookie)))
        .explain("ENOENT", "the kernel has no tracepoint " + name)
        .explain(
            "EINVAL",
            "the program reads more arguments than the tracepoint has; cookies need Linux 6.10");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"name", name, "cookie", cookie};
  }
}
