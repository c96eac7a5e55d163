package org.bpfskel.internal.preflight;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.kernel.Demand;
import org.bpfskel.internal.os.Capability;
import org.bpfskel.internal.os.KernelConfig;
import org.bpfskel.internal.os.ProcFile;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel and the process are like: held against a {@link Demand}.
 *
 * @param effective the process's capabilities
 * @param inUserNamespace whether they do not count
 * @param allowsUnprivileged whether the system lets any process use some of BPF
 */
record Surroundings(
    KernelConfig config,
    Set<Capability> effective,
    boolean inUserNamespace,
    boolean allowsUnprivileged) {
  private static final String UNPRIVILEGED = "/proc/sys/kernel/unprivileged_bpf_disabled";

  /** Of the running kernel and this thread. */
  static Surroundings here() {
    return new Surroundings(
        KernelConfig.running(),
        Capability.effective(),
        Capability.isOfUserNamespace(),
        ProcFile.line(UNPRIVILEGED).equals("0"));
  }

  /** The capabilities that are missing for a demand, in words; null if none is. */
  @Nullable String lackOfPrivilege(Demand demand) {
    if (demand.unprivileged() && allowsUnprivileged) {
      return null;
    }
    Set<Capability> missing = EnumSet.copyOf(demand.capabilities());
    if (!inUserNamespace) {
      if (effective.contains(Capability.CAP_SYS_ADMIN)) {
        return null;
      }
      missing.removeAll(effective);
    }
    if (missing.isEmpty()) {
      return null;
    }
    String asked = "it needs root, or " + names(demand.capabilities());
    if (inUserNamespace) {
      return asked + ", and this process is in a user namespace, whose capabilities do not count";
    }
    String has = effective.isEmpty() ? "" : ", and has " + names(effective);
    return asked
        + ": this process lacks "
        + names(missing)
        + has
        + (demand.unprivileged() ? "; " + UNPRIVILEGED + " is not 0, which would do too" : "");
  }

  /** Those of the options that the kernel was certainly built without. */
  List<String> lacking(List<String> options) {
    return options.stream().filter(config::lacks).toList();
  }

  private static String names(Set<Capability> capabilities) {
    return String.join(", ", capabilities.stream().map(Capability::name).toList());
  }
}
