package org.bpfskel.attach;

/** How libbpf sets a probe: {@code enum probe_attach_mode}. */
public enum ProbeMode {
  /** The newest way that the kernel has. */
  DEFAULT(0),
  /** By tracefs. */
  LEGACY(1),
  /** By a perf event, without a link of the kernel's. */
  PERF(2),
  /** By a perf event and a link. */
  LINK(3);

  /** Why a kernel may have no place for a kprobe in whatever mode. */
  static final String NO_KPROBES =
      "the kernel is built without CONFIG_KPROBES, or lacks /sys/kernel/tracing";

  private final int number;

  ProbeMode(int number) {
    this.number = number;
  }

  /** {@return the number in C} */
  public int number() {
    return number;
  }
}
