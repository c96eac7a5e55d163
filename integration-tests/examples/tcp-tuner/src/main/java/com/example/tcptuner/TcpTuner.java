package com.example.tcptuner;

import java.io.IOException;
import java.util.Locale;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;

/**
 * Changes two TCP congestion controls written in BPF by the names of their C members, gives one to
 * the kernel, puts the other in its place while data is sent with it, and takes it away again.
 */
@BpfSkeleton(value = "bpf/tcp_tuner.bpf.o", name = "TcpTunerSkel")
final class TcpTuner {
  private static final String NAME = "bpf_fast";

  /** A flag of the kernel's: every process may choose this congestion control. */
  private static final int TCP_CONG_NON_RESTRICTED = 1;

  private TcpTuner() {}

  public static void main(String[] args) throws IOException {
    try (TcpTunerSkel skel = TcpTunerSkel.open()) {
      print("open", "bpf/tcp_tuner.bpf.o");
      edit(skel);
      if (!load(skel)) {
        return;
      }
      skel.attach();
      print("attach", "available          %s", String.join(" ", CongestionControls.available()));
      print("", "allowed to all     %s", String.join(" ", CongestionControls.allowed()));

      new Traffic(skel, NAME).run();

      skel.detach();
      print("detach", "available          %s", String.join(" ", CongestionControls.available()));
      if (CongestionControls.available().contains(NAME)) {
        throw new IllegalStateException(NAME + " is still there");
      }
    }
  }

  /** Plain assignments; nothing of this reaches the kernel before load. */
  private static void edit(TcpTunerSkel skel) {
    TcpTunerSkel.TcpCongestionOps tuned = skel.structOps.tuned;
    print("edit", "%-12s %-18s %-18s %s", "", "name", "cong_avoid", "flags");
    print("tuned", tuned);

    tuned.name = NAME;
    tuned.flags |= TCP_CONG_NON_RESTRICTED;
    tuned.cong_avoid = skel.progs.cong_avoid_fast;
    print("  edited", tuned);

    // What is to replace it has its name, and waits until then.
    skel.structOps.gentle.name = NAME;
    skel.structOps.gentle.flags = tuned.flags;
    skel.maps.gentle.setAutoattach(false);
    print("gentle", skel.structOps.gentle);
  }

  private static void print(String variable, TcpTunerSkel.TcpCongestionOps ops) {
    print("", "%-12s %-18s %-18s %d", variable, ops.name, ops.cong_avoid.name(), ops.flags);
  }

  /** Says what is needed and returns false when this process may not load BPF. */
  private static boolean load(TcpTunerSkel skel) {
    try {
      skel.load();
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      print("load", "not permitted: this needs root, or CAP_BPF, CAP_PERFMON and CAP_NET_ADMIN");
      return false;
    }
    print("load", "the verifier has accepted the programs");
    return true;
  }

  static void print(String step, String format, Object... values) {
    System.out.printf("%-8s%s%n", step, String.format(Locale.ROOT, format, values));
  }
}
