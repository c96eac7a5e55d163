package org.bpfskel.internal.os;

/**
 * Numbers of system calls for which the oldest glibc has no function: {@code __NR_*}, which are
 * each architecture's own.
 */
enum SyscallNumber {
  PERF_EVENT_OPEN(298, 241, 319, 331),
  MEMFD_CREATE(319, 279, 360, 350);

  /** No system call's number: the kernel answers {@code ENOSYS}. */
  private static final int UNKNOWN = -1;

  private final int x86;

  /** Of all architectures since the kernel has one table for new ones. */
  private final int generic;

  private final int powerpc;
  private final int s390;

  SyscallNumber(int x86, int generic, int powerpc, int s390) {
    this.x86 = x86;
    this.generic = generic;
    this.powerpc = powerpc;
    this.s390 = s390;
  }

  /** The number on this machine; -1 where it is not known, to which the kernel answers ENOSYS. */
  long number() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> x86;
      case "aarch64", "riscv64", "loongarch64" -> generic;
      case "ppc64le", "ppc64" -> powerpc;
      case "s390x" -> s390;
      default -> UNKNOWN;
    };
  }
}
