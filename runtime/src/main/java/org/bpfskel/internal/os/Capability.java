package org.bpfskel.internal.os;

import java.util.EnumSet;
import java.util.Set;

/** Those of {@code capabilities(7)} that BPF asks for, with the kernel's numbers. */
public enum Capability {
  CAP_NET_ADMIN(12),
  CAP_SYS_ADMIN(21),
  CAP_SYS_RESOURCE(24),
  CAP_PERFMON(38),
  CAP_BPF(39);

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  /** Those that this thread has in effect. */
  public static Set<Capability> effective() {
    String mask = ProcFile.field("/proc/thread-self/status", "CapEff:");
    long bits = mask.isEmpty() ? 0 : Long.parseUnsignedLong(mask, 16);
    Set<Capability> set = EnumSet.noneOf(Capability.class);
    for (Capability capability : values()) {
      if ((bits >>> capability.number & 1) != 0) {
        set.add(capability);
      }
    }
    return set;
  }

  /**
   * Whether this thread is in a user namespace of its own, whose capabilities do not count for BPF:
   * only the first namespace has the identity of all numbers.
   */
  public static boolean isOfUserNamespace() {
    String map = ProcFile.line("/proc/self/uid_map").strip();
    return !map.isEmpty() && !map.matches("0\\s+0\\s+4294967295");
  }
}
