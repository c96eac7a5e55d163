package org.bpfskel.attach;

/**
 * What becomes of other programs of the same kind when one is attached to a cgroup without a link.
 * All programs of a kind that a cgroup has are of one of these.
 */
public enum CgroupSharing {
  /** The cgroup has one program, and none can be attached below: no flag. */
  ALONE(0),
  /**
   * The cgroup has one program, and one that is attached below runs there in its place: {@code
   * BPF_F_ALLOW_OVERRIDE}.
   */
  OVERRIDE(1),
  /**
   * The cgroup has any number of programs, and those below run beside them, as links do: {@code
   * BPF_F_ALLOW_MULTI}.
   */
  MULTI(1 << 1);

  /** As the kernel has it. */
  final int flag;

  CgroupSharing(int flag) {
    this.flag = flag;
  }
}
