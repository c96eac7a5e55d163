package org.bpfskel.attach;

import java.nio.file.Path;

/**
 * A statically defined tracepoint of a program or a shared library, for {@code SEC("usdt")}: {@code
 * bpf_program__attach_usdt}. The link has no number in the kernel: it is one probe for each place
 * where the tracepoint was compiled in.
 *
 * @param binary the file; a name without {@code /} is looked for as the dynamic linker or the shell
 *     would
 * @param provider the first half of the tracepoint's name
 * @param name the second half
 * @param pid the process to watch: {@link Uprobe#ANY}, 0 for this one, or its id; a shared library
 *     needs one on kernels that do not count a file's users
 * @param cookie what {@code bpf_usdt_cookie()} gives to the program
 */
public record Usdt(Path binary, String provider, String name, int pid, long cookie)
    implements AttachTarget {
  /** The tracepoint {@code provider:name}, in every process. */
  public static Usdt of(Path binary, String provider, String name) {
    return new Usdt(binary, provider, name, Uprobe.ANY, 0);
  }

  /** The same tracepoint, in one process alone. */
  public Usdt pid(int pid) {
    return new Usdt(binary, provider, name, pid, cookie);
  }

  /** The same tracepoint, with a number that the program can ask for. */
  public Usdt cookie(long cookie) {
    return new Usdt(binary, provider, name, pid, cookie);
  }
}
