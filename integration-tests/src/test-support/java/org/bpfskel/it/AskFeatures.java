package org.bpfskel.it;

import java.util.function.BooleanSupplier;
import org.bpfskel.AttachType;
import org.bpfskel.BpfException;
import org.bpfskel.MapType;
import org.bpfskel.ProgramType;
import org.bpfskel.feature.Features;
import org.bpfskel.feature.VmlinuxTypes;

/** Asks what the kernel has, and prints the answers, or why there are none. */
final class AskFeatures {
  private AskFeatures() {}

  public static void main(String[] arguments) {
    ask(MapType.HASH, () -> Features.isSupported(MapType.HASH));
    ask(ProgramType.XDP, () -> Features.isSupported(ProgramType.XDP));
    ask(AttachType.CGROUP_DEVICE, () -> Features.isSupported(AttachType.CGROUP_DEVICE));
    ask("helper", () -> Features.hasHelper(ProgramType.XDP, "bpf_xdp_adjust_head"));
    ask("pid_t", () -> VmlinuxTypes.read().hasType("pid_t"));
  }

  private static void ask(Object what, BooleanSupplier question) {
    try {
      System.out.printf("%s %s%n", what, question.getAsBoolean());
    } catch (BpfException e) {
      System.out.printf("%s [%s]%n", what, e.errnoName());
    }
  }
}
