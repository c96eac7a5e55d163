package org.bpfskel;

import java.util.List;
import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.Libbpf;

/** The CPUs that this machine may come to have, online or not. */
public final class Cpus {
  private static final String FUNCTION = "libbpf_num_possible_cpus";
  private static final String HERE = "this machine";

  private Cpus() {}

  /**
   * {@return how many values a key has in a per-CPU map: {@code libbpf_num_possible_cpus}}
   *
   * @throws BpfException if libbpf is missing, or cannot tell
   */
  public static int possible() {
    Binding.require(FUNCTION, HERE);
    return LibbpfCall.of(FUNCTION, HERE)
        .diagnose(() -> List.of("is /sys mounted?"))
        .check(Libbpf::libbpf_num_possible_cpus);
  }
}
