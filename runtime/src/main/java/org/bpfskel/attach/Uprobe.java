package org.bpfskel.attach;

import java.nio.file.Path;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.AttachOpts;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * One place in a program or a shared library, for {@code SEC("uprobe")} and {@code
 * SEC("uretprobe")}: {@code bpf_program__attach_uprobe_opts}.
 */
public final class Uprobe extends AttachTarget {
  /** Every process. */
  public static final int ANY = -1;

  private static final ProgramFit FIT = ProgramFit.perf("uprobe or uretprobe", ProgramType.KPROBE);

  private final Path binary;
  private final @Nullable String function;
  private final long offset;
  private final int pid;
  private final boolean onReturn;
  private final long refCtrOffset;
  private final long cookie;
  private final ProbeMode mode;

  private Uprobe(
      Path binary,
      @Nullable String function,
      long offset,
      int pid,
      boolean onReturn,
      long refCtrOffset,
      long cookie,
      ProbeMode mode) {
    this.binary = binary;
    this.function = function;
    this.offset = offset;
    this.pid = pid;
    this.onReturn = onReturn;
    this.refCtrOffset = refCtrOffset;
    this.cookie = cookie;
    this.mode = mode;
  }

  /**
   * {@return the entry of a function, in every process}
   *
   * @param binary the program or shared library; a name without {@code /} is looked for as the
   *     dynamic linker or the shell would
   * @param function its name, which may end in {@code @VERSION}
   */
  public static Uprobe of(Path binary, String function) {
    return new Uprobe(binary, function, 0, ANY, false, 0, 0, ProbeMode.DEFAULT);
  }

  /**
   * {@return the instruction at an offset in the file, in every process}
   *
   * @param binary the program or shared library; a name without {@code /} is looked for as the
   *     dynamic linker or the shell would
   * @param offset in bytes, from where the file begins
   */
  public static Uprobe of(Path binary, long offset) {
    return new Uprobe(binary, null, offset, ANY, false, 0, 0, ProbeMode.DEFAULT);
  }

  /** {@return the same function, when it returns} */
  public Uprobe returning() {
    return new Uprobe(binary, function, offset, pid, true, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the same function or file, at another offset}
   *
   * @param offset in bytes, from where the function begins, or from where the file does if there is
   *     none
   */
  public Uprobe offset(long offset) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the same place, in other processes}
   *
   * @param pid {@link #ANY} for every process, 0 for this one, or the id of a process
   */
  public Uprobe pid(int pid) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the same place, with the counter of its users}
   *
   * @param refCtrOffset where in the file that counter of a USDT is, in bytes; 0 if there is none
   */
  public Uprobe refCtrOffset(long refCtrOffset) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the same place, with a number that the program can ask for}
   *
   * @param cookie any 64 bits, which {@code bpf_get_attach_cookie()} gives to the program; 0 for
   *     none
   */
  public Uprobe cookie(long cookie) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the same place, probed in another way}
   *
   * @param mode how libbpf sets the probe
   */
  public Uprobe mode(ProbeMode mode) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /**
   * {@return the file; a name without {@code /} is looked for as the dynamic linker or the shell
   * would}
   */
  public Path binary() {
    return binary;
  }

  /**
   * {@return a function's name, which may end in {@code @VERSION}; null if the offset is the
   * file's}
   */
  public @Nullable String function() {
    return function;
  }

  /**
   * {@return the place in bytes, from where the function begins, or from where the file does if
   * there is none}
   */
  public long offset() {
    return offset;
  }

  /** {@return the process to watch: {@link #ANY}, 0 for this one, or its id} */
  public int pid() {
    return pid;
  }

  /** {@return whether the program runs when the function returns} */
  public boolean onReturn() {
    return onReturn;
  }

  /** {@return where in the file the counter of a USDT's users is, in bytes; 0 if there is none} */
  public long refCtrOffset() {
    return refCtrOffset;
  }

  /**
   * {@return what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
   * 5.15}
   */
  public long cookie() {
    return cookie;
  }

  /** {@return how libbpf sets the probe} */
  public ProbeMode mode() {
    return mode;
  }

  @Override
  AttachCall call() {
    AttachOpts.UprobeOpts opts =
        new AttachOpts.UprobeOpts(refCtrOffset, cookie, onReturn, function, mode.number());
    return AttachCall.simple(
            "bpf_program__attach_uprobe_opts",
            FIT,
            program ->
                LibbpfAttach.bpf_program__attach_uprobe_opts(
                    program, pid, binary.toString(), offset, opts))
        .explain("ENOENT", missing())
        .explain("EINVAL", "the place is not in code that can be probed")
        .explain("ESRCH", "there is no such process")
        .explain("ENOTSUPP", "the kernel does not probe in this mode");
  }

  private String missing() {
    String noFile = "there is no file " + binary;
    return function == null ? noFile : noFile + ", or it has no function " + function;
  }

  @Override
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      "binary",
      binary,
      "function",
      function,
      "offset",
      offset,
      "pid",
      pid,
      "onReturn",
      onReturn,
      "refCtrOffset",
      refCtrOffset,
      "cookie",
      cookie,
      "mode",
      mode
    };
  }
}
