package org.bpfskel.attach;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One place in a program or a shared library, for {@code SEC("uprobe")} and {@code
 * SEC("uretprobe")}: {@code bpf_program__attach_uprobe_opts}.
 *
 * @param binary the file; a name without {@code /} is looked for as the dynamic linker or the shell
 *     would
 * @param function a function's name, which may end in {@code @VERSION}; null if the offset is the
 *     file's
 * @param offset in bytes, from where the function begins, or from where the file does
 * @param pid the process to watch: {@link #ANY}, 0 for this one, or its id
 * @param onReturn whether the program runs when the function returns
 * @param refCtrOffset where in the file the counter of a USDT's users is, 0 if there is none
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     5.15
 * @param mode how libbpf sets the probe
 */
public record Uprobe(
    Path binary,
    @Nullable String function,
    long offset,
    int pid,
    boolean onReturn,
    long refCtrOffset,
    long cookie,
    ProbeMode mode)
    implements AttachTarget {
  /** Every process. */
  public static final int ANY = -1;

  /** The entry of a function, in every process. */
  public static Uprobe of(Path binary, String function) {
    return new Uprobe(binary, function, 0, ANY, false, 0, 0, ProbeMode.DEFAULT);
  }

  /** The instruction at an offset in the file, in every process. */
  public static Uprobe of(Path binary, long offset) {
    return new Uprobe(binary, null, offset, ANY, false, 0, 0, ProbeMode.DEFAULT);
  }

  /** The same function, when it returns. */
  public Uprobe returning() {
    return new Uprobe(binary, function, offset, pid, true, refCtrOffset, cookie, mode);
  }

  /** The same function or file, at another offset. */
  public Uprobe offset(long offset) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /** The same place, in one process alone. */
  public Uprobe pid(int pid) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /** The same place, with the counter of its users. */
  public Uprobe refCtrOffset(long refCtrOffset) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /** The same place, with a number that the program can ask for. */
  public Uprobe cookie(long cookie) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }

  /** The same place, probed in another way. */
  public Uprobe mode(ProbeMode mode) {
    return new Uprobe(binary, function, offset, pid, onReturn, refCtrOffset, cookie, mode);
  }
}
