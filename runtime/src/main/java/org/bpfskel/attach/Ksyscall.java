package org.bpfskel.attach;

/**
 * A system call, for {@code SEC("ksyscall")} and {@code SEC("kretsyscall")}: {@code
 * bpf_program__attach_ksyscall}. A kprobe on the kernel's function for it, whatever prefix its name
 * has on this architecture.
 *
 * @param name the system call's name, such as {@code execve}
 * @param onReturn whether the program runs when the call returns
 * @param cookie what {@code bpf_get_attach_cookie()} gives to the program; other than 0 needs Linux
 *     5.15
 */
public record Ksyscall(String name, boolean onReturn, long cookie) implements AttachTarget {
  /** The entry of that system call. */
  public static Ksyscall of(String name) {
    return new Ksyscall(name, false, 0);
  }

  /** The same system call, when it returns. */
  public Ksyscall returning() {
    return new Ksyscall(name, true, cookie);
  }

  /** The same system call, with a number that the program can ask for. */
  public Ksyscall cookie(long cookie) {
    return new Ksyscall(name, onReturn, cookie);
  }
}
