package org.bpfskel.attach;

import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A system call, for {@code SEC("ksyscall")} and {@code SEC("kretsyscall")}: {@code
 * bpf_program__attach_ksyscall}. A kprobe on the kernel's function for it, whatever prefix its name
 * has on this architecture.
 */
public final class Ksyscall extends AttachTarget {
  private static final ProgramFit FIT =
      ProgramFit.perf("ksyscall or kretsyscall", ProgramType.KPROBE);

  private final String name;
  private final boolean onReturn;
  private final long cookie;

  private Ksyscall(String name, boolean onReturn, long cookie) {
    this.name = name;
    this.onReturn = onReturn;
    this.cookie = cookie;
  }

  /**
   * {@return the entry of a system call}
   *
   * @param name its name without a prefix, such as {@code execve}
   */
  public static Ksyscall of(String name) {
    return new Ksyscall(name, false, 0);
  }

  /** {@return the same system call, when it returns} */
  public Ksyscall returning() {
    return new Ksyscall(name, true, cookie);
  }

  /**
   * {@return the same system call, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public Ksyscall cookie(long cookie) {
    return new Ksyscall(name, onReturn, cookie);
  }

  /** {@return the system call's name, such as {@code execve}} */
  public String name() {
    return name;
  }

  /** {@return whether the program runs when the call returns} */
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

  @Override
  AttachCall call() {
    AttachOpts.KsyscallOpts opts = new AttachOpts.KsyscallOpts(cookie, onReturn);
    return AttachCall.simple(
            "bpf_program__attach_ksyscall",
            FIT,
            program -> LibbpfAttach.bpf_program__attach_ksyscall(program, name, opts))
        .explain(
            "ENOENT",
            "the kernel has no system call %s, or %s".formatted(name, ProbeMode.NO_KPROBES));
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {"name", name, "onReturn", onReturn, "cookie", cookie};
  }
}
