package org.bpfskel.internal.handle;

import java.util.ArrayList;
import java.util.List;
import org.bpfskel.internal.os.Capability;
import org.bpfskel.internal.os.ProcFile;
import org.jspecify.annotations.Nullable;

/** What the kernel wants of a process that uses BPF, and what this one has. */
public final class Privileges {
  private static final List<Capability> ASKED_FOR =
      List.of(Capability.CAP_BPF, Capability.CAP_NET_ADMIN, Capability.CAP_PERFMON);

  private static final String ADVICE =
      "loading and attaching BPF needs root, or the capabilities CAP_BPF and CAP_NET_ADMIN"
          + " (CAP_PERFMON too for struct_ops and tracing programs)";

  private Privileges() {}

  /** Why the kernel may have answered EPERM, as far as this process can see. */
  public static String refusal() {
    String lack = lack();
    return lack == null
        ? "this process has the capabilities that BPF asks for, so it is not they that are missing: "
            + policy()
        : lack;
  }

  /** What this process lacks; null if it has all that BPF asks for. */
  static @Nullable String lack() {
    if (Capability.isOfUserNamespace()) {
      return ADVICE
          + "; this process is in a user namespace, whose capabilities do not count there";
    }
    String missing = missing();
    return missing == null ? null : ADVICE + "; this process lacks " + missing;
  }

  /** As {@link #refusal}, of what the kernel tells and opens by id for the administrator alone. */
  static String adminRefusal() {
    return isAdmin()
        ? refusal()
        : "objects of other processes are found and opened by id with CAP_SYS_ADMIN alone, which"
            + " this process lacks; a pinned one opens by its path";
  }

  /** Whether this process has {@code CAP_SYS_ADMIN}, and with it all that BPF asks for. */
  public static boolean isAdmin() {
    return Capability.effective().contains(Capability.CAP_SYS_ADMIN);
  }

  private static @Nullable String missing() {
    if (isAdmin()) {
      return null;
    }
    List<String> missing = new ArrayList<>();
    for (Capability capability : ASKED_FOR) {
      if (!Capability.effective().contains(capability)) {
        missing.add(capability.name());
      }
    }
    return missing.isEmpty() ? null : String.join(", ", missing);
  }

  /** What may refuse to those who have every capability. */
  static String policy() {
    List<String> found = new ArrayList<>();
    String lockdown = ProcFile.line("/sys/kernel/security/lockdown");
    if (!lockdown.isEmpty() && !lockdown.contains("[none]")) {
      found.add("the kernel's lockdown is " + lockdown);
    }
    if (!ProcFile.field("/proc/thread-self/status", "Seccomp:").equals("0")) {
      found.add("a seccomp filter is on this process, as in most containers");
    }
    String modules = ProcFile.line("/sys/kernel/security/lsm");
    found.add(
        modules.isEmpty()
            ? "its security modules are unknown, for securityfs is not mounted at"
                + " /sys/kernel/security"
            : "its security modules are " + modules);
    return "the kernel does not allow this operation here, or a policy of the system forbids it"
        + "; "
        + String.join("; ", found);
  }
}
