package org.bpfskel.map;

/** How an element is written or read, under the kernel's names without {@code BPF_}: a table. */
public final class UpdateFlags {
  /** {@code BPF_ANY}: a new element, or over the old one. */
  public static final long ANY = 0;

  /** {@code BPF_NOEXIST}: a new element only, else {@code EEXIST}. */
  public static final long NOEXIST = 1;

  /** {@code BPF_EXIST}: over an old element only, else {@code ENOENT}; in a queue, over its end. */
  public static final long EXIST = 2;

  /** {@code BPF_F_LOCK}: under the {@code struct bpf_spin_lock} in the value. */
  public static final long F_LOCK = 4;

  private UpdateFlags() {}
}
