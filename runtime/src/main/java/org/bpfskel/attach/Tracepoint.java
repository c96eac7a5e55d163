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

  /** The tracepoint {@code category:name}, as {@code syscalls} and {@code sys_enter_execve}. */
  public static Tracepoint of(String category, String name) {
    return new Tracepoint(category, name, 0);
  }

  /** The same tracepoint, with a number that the program can ask for. */
  public Tracepoint cookie(long cookie) {
    return new Tracepoint(category, name, cookie);
  }

  /** Its folder under {@code /sys/kernel/tracing/events}. */
  public String category() {
    return category;
  }

  /** Its own folder there. */
  public String name() {
    return name;
  }

  /** What {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux 5.15. */
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
