package org.bpfskel.attach;

/**
 * The hook of the kernel's security framework that a program was loaded for: {@code SEC("lsm/…")}.
 * {@code bpf_program__attach_lsm}. A program of {@code SEC("lsm_cgroup/…")} goes to a {@link
 * Cgroup} instead.
 */
public record Lsm() implements AttachTarget {
  /** What the program was loaded for: it cannot be chosen later. */
  public static Lsm asLoaded() {
    return new Lsm();
  }
}
