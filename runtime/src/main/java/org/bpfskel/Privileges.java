package org.bpfskel;

/** What the kernel wants of a process that loads BPF. */
final class Privileges {
  static final String ADVICE =
      "loading and attaching BPF needs root, or the capabilities CAP_BPF and CAP_NET_ADMIN"
          + " (CAP_PERFMON too for struct_ops and tracing programs); a sandbox or a locked-down kernel"
          + " may refuse it even to root";

  private Privileges() {}
}
