package org.bpfskel.internal.handle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the kernel wants of a process that uses BPF, and what this one has. */
public final class Privileges {
  /** Whoever has it has all that BPF asks for. */
  private static final int CAP_SYS_ADMIN = 21;

  private static final int[] CAPABILITIES = {39, 12, 38};
  private static final String[] NAMES = {"CAP_BPF", "CAP_NET_ADMIN", "CAP_PERFMON"};

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
    if (isInUserNamespace()) {
      return ADVICE
          + "; this process is in a user namespace, whose capabilities do not count there";
    }
    String missing = missing();
    return missing == null ? null : ADVICE + "; this process lacks " + missing;
  }

  /** Whether this process has {@code CAP_SYS_ADMIN}. */
  public static boolean isAdmin() {
    return (effective() >>> CAP_SYS_ADMIN & 1) != 0;
  }

  private static long effective() {
    String mask = status("CapEff:");
    return mask.isEmpty() ? 0 : Long.parseUnsignedLong(mask, 16);
  }

  private static @Nullable String missing() {
    if (isAdmin()) {
      return null;
    }
    long has = effective();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < CAPABILITIES.length; i++) {
      if ((has >>> CAPABILITIES[i] & 1) == 0) {
        missing.add(NAMES[i]);
      }
    }
    return missing.isEmpty() ? null : String.join(", ", missing);
  }

  /** Only the first namespace has the identity of all numbers. */
  private static boolean isInUserNamespace() {
    String map = line("/proc/self/uid_map").strip();
    return !map.isEmpty() && !map.matches("0\\s+0\\s+4294967295");
  }

  /** What may refuse to those who have every capability. */
  static String policy() {
    List<String> found = new ArrayList<>();
    String lockdown = line("/sys/kernel/security/lockdown");
    if (!lockdown.isEmpty() && !lockdown.contains("[none]")) {
      found.add("the kernel's lockdown is " + lockdown);
    }
    if (!status("Seccomp:").equals("0")) {
      found.add("a seccomp filter is on this process, as in most containers");
    }
    String modules = line("/sys/kernel/security/lsm");
    if (!modules.isEmpty()) {
      found.add("its security modules are " + modules);
    }
    return "the kernel does not allow this operation here, or a policy of the system forbids it"
        + (found.isEmpty() ? "" : "; " + String.join("; ", found));
  }

  private static String status(String field) {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/thread-self/status"))) {
        if (line.startsWith(field)) {
          return line.substring(field.length()).strip();
        }
      }
    } catch (IOException e) {
      // nothing is known then
    }
    return "";
  }

  /** The first line of a file; empty if it cannot be read. */
  private static String line(String file) {
    try {
      List<String> lines = Files.readAllLines(Path.of(file));
      return lines.isEmpty() ? "" : lines.get(0);
    } catch (IOException e) {
      return "";
    }
  }
}
