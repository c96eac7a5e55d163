package org.bpfskel.attach;

import java.nio.file.Path;
import java.util.Set;
import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * A statically defined tracepoint of a program or a shared library, for {@code SEC("usdt")}: {@code
 * bpf_program__attach_usdt}. The link has no number in the kernel: it is one probe for each place
 * where the tracepoint was compiled in.
 */
public final class Usdt extends AttachTarget {
  /** libbpf makes a multi-uprobe of it where the kernel has those. */
  private static final ProgramFit FIT =
      new ProgramFit(
          "usdt",
          Set.of(ProgramType.KPROBE),
          attachType -> !attachType.equals(AttachType.TRACE_KPROBE_MULTI));

  private final Path binary;
  private final String provider;
  private final String name;
  private final int pid;
  private final long cookie;

  private Usdt(Path binary, String provider, String name, int pid, long cookie) {
    this.binary = binary;
    this.provider = provider;
    this.name = name;
    this.pid = pid;
    this.cookie = cookie;
  }

  /**
   * {@return the tracepoint {@code provider:name}, in every process}
   *
   * @param binary the program or shared library; a name without {@code /} is looked for as the
   *     dynamic linker or the shell would
   * @param provider the first half of the tracepoint's name
   * @param name the second half
   */
  public static Usdt of(Path binary, String provider, String name) {
    return new Usdt(binary, provider, name, Uprobe.ANY, 0);
  }

  /**
   * {@return the same tracepoint, in other processes}
   *
   * @param pid {@link Uprobe#ANY} for every process, 0 for this one, or the id of a process
   */
  public Usdt pid(int pid) {
    return new Usdt(binary, provider, name, pid, cookie);
  }

  /**
   * {@return the same tracepoint, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_usdt_cookie()} gives to the program; 0 for none
   */
  public Usdt cookie(long cookie) {
    return new Usdt(binary, provider, name, pid, cookie);
  }

  /**
   * {@return the file; a name without {@code /} is looked for as the dynamic linker or the shell
   * would}
   */
  public Path binary() {
    return binary;
  }

  /** {@return the first half of the tracepoint's name} */
  public String provider() {
    return provider;
  }

  /** {@return the second half of the tracepoint's name} */
  public String name() {
    return name;
  }

  /**
   * {@return the process to watch: {@link Uprobe#ANY}, 0 for this one, or its id} A shared library
   * needs one on kernels that do not count a file's users.
   */
  public int pid() {
    return pid;
  }

  /** {@return what {@code bpf_usdt_cookie()} gives to the program} */
  public long cookie() {
    return cookie;
  }

  @Override
  AttachCall call() {
    return AttachCall.simple(
            "bpf_program__attach_usdt",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_usdt(
                    program,
                    pid,
                    binary.toString(),
                    provider,
                    name,
                    new AttachOpts.CookieOpts(cookie)))
        .explain(
            "ENOENT",
            "there is no file %s, or it has no tracepoint %s:%s".formatted(binary, provider, name))
        .explain(
            "ESRCH", "the object lacks the maps of <bpf/usdt.bpf.h>, or there is no such process")
        .explain("EBADF", "the file is not for this machine")
        .explain("EINVAL", "the program is not of SEC(\"usdt\")");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[] {
      "binary", binary, "provider", provider, "name", name, "pid", pid, "cookie", cookie
    };
  }
}
