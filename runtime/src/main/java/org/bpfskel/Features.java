package org.bpfskel;

import org.bpfskel.internal.handle.Binding;
import org.bpfskel.internal.handle.LibbpfCall;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.libbpf.LibbpfPrograms;

/** What the running kernel has, asked by trying it: libbpf's {@code libbpf_probe_bpf_*}. */
public final class Features {
  private Features() {}

  /**
   * {@return whether the running kernel can make a map of this kind: {@code
   * libbpf_probe_bpf_map_type}}
   *
   * @param type one of the constants, or of another number
   * @throws BpfException if libbpf is missing, or cannot tell: for want of privilege, or because it
   *     does not know the kind either
   */
  public static boolean isSupported(MapType type) {
    String function = "libbpf_probe_bpf_map_type";
    Binding.require(function, type.toString());
    return LibbpfCall.of(function, type.toString())
            .check(() -> LibbpfMaps.libbpf_probe_bpf_map_type(type.number(), 0))
        > 0;
  }

  /**
   * {@return whether the running kernel can load programs of this type: {@code
   * libbpf_probe_bpf_prog_type}}
   *
   * @param type one of the constants, or of another number
   * @throws BpfException if libbpf is missing, or cannot tell: for want of privilege, or because it
   *     does not know the type either
   */
  public static boolean isSupported(ProgramType type) {
    String function = "libbpf_probe_bpf_prog_type";
    Binding.require(function, type.toString());
    return LibbpfCall.of(function, type.toString())
            .check(() -> LibbpfPrograms.libbpf_probe_bpf_prog_type(type.number(), 0))
        > 0;
  }
}
