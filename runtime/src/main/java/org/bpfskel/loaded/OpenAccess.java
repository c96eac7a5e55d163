package org.bpfskel.loaded;

/** What a descriptor of a map lets this process do with its elements. */
public enum OpenAccess {
  /** Read and write. */
  READ_WRITE(0),

  /** Read alone: {@code BPF_F_RDONLY}. */
  READ_ONLY(1 << 3),

  /** Write alone: {@code BPF_F_WRONLY}. */
  WRITE_ONLY(1 << 4);

  private final int flags;

  OpenAccess(int flags) {
    this.flags = flags;
  }

  int flags() {
    return flags;
  }
}
