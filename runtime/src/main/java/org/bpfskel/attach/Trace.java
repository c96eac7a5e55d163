package org.bpfskel.attach;

import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * The function or tracepoint of the kernel, or of another program, that a program was loaded for:
 * {@code SEC("fentry/…")}, {@code SEC("fexit/…")}, {@code SEC("fmod_ret/…")} and {@code
 * SEC("tp_btf/…")}. {@code bpf_program__attach_trace_opts}.
 */
public final class Trace extends AttachTarget {
  /** All that is traced by BTF, later kinds included, but not iterators. */
  private static final ProgramFit FIT =
      new ProgramFit(
          "fentry/…, fexit/…, fmod_ret/… or tp_btf/…",
          Set.of(ProgramType.TRACING),
          attachType -> !attachType.equals(AttachType.TRACE_ITER));

  private final long cookie;

  private Trace(long cookie) {
    this.cookie = cookie;
  }

  /** {@return what the program was loaded for: it cannot be chosen later} */
  public static Trace asLoaded() {
    return new Trace(0);
  }

  /**
   * {@return the same, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public Trace cookie(long cookie) {
    return new Trace(cookie);
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 5.19}
   */
  public long cookie() {
    return cookie;
  }

  @Override
  AttachCall call() {
    return AttachCall.simple(
            "bpf_program__attach_trace_opts",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_trace_opts(
                    program, new AttachOpts.CookieOpts(cookie)))
        .explain(
            "EPERM",
            "the kernel does not let its code be changed, as where it is built or booted without"
                + " ftrace")
        .explain("EBUSY", "something else that cannot share is attached to this function")
        .explain("EOPNOTSUPP", "this kernel or architecture has no BPF trampolines")
        .explain("ENOTSUPP", "this kernel or architecture has no BPF trampolines")
        .explain("E2BIG", "the function has as many programs as the kernel allows");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"cookie", cookie};
  }
}
