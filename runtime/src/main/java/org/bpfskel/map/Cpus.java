package org.bpfskel.map;

import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.internal.Libbpf;
import org.bpfskel.internal.LibbpfLibrary;
import org.bpfskel.internal.LibbpfUnavailableException;

/** The CPUs that this machine may come to have, online or not. */
public final class Cpus {
  private static final String FUNCTION = "libbpf_num_possible_cpus";

  private Cpus() {}

  /**
   * How many values a key has in a per-CPU map: {@code libbpf_num_possible_cpus}.
   *
   * @throws BpfException if libbpf is missing, or cannot tell
   */
  public static int possible() {
    try {
      LibbpfLibrary.require();
    } catch (LibbpfUnavailableException e) {
      throw new BpfException(FUNCTION, "this machine", "", e.explanation(), List.of());
    }
    int count = Libbpf.libbpf_num_possible_cpus();
    if (count < 1) {
      throw new BpfException(
          FUNCTION, "this machine", "", "is /sys/devices/system/cpu mounted?", List.of());
    }
    return count;
  }
}
