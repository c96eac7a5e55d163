package org.bpfskel.attach;

import org.bpfskel.AttachType;
import org.bpfskel.ProgramType;
import org.bpfskel.internal.attach.AttachCall;
import org.bpfskel.internal.attach.ProgramFit;
import org.bpfskel.internal.libbpf.LibbpfAttach;
import org.jspecify.annotations.Nullable;

/**
 * The hook of the kernel's security framework that a program was loaded for: {@code SEC("lsm/…")}.
 * {@code bpf_program__attach_lsm}. A program of {@code SEC("lsm_cgroup/…")} goes to a {@link
 * Cgroup} instead.
 */
public final class Lsm extends AttachTarget {
  private static final ProgramFit FIT = ProgramFit.of("lsm/…", ProgramType.LSM, AttachType.LSM_MAC);

  private Lsm() {}

  /** {@return the hook that the program was loaded for: it cannot be chosen later} */
  public static Lsm asLoaded() {
    return new Lsm();
  }

  @Override
  AttachCall call() {
    return AttachCall.simple("bpf_program__attach_lsm", FIT, LibbpfAttach::bpf_program__attach_lsm)
        .explain(
            "EPERM",
            "the kernel was not booted with bpf in lsm=, or does not let its code be changed")
        .explain("EBUSY", "the kernel was not booted with bpf in lsm=")
        .explain("E2BIG", "the hook has as many programs as the kernel allows");
  }

  @Override
  @Nullable Object[] values() {
    return new Object[0];
  }
}
