package com.example.tcptuner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsProgram;

/**
 * Changes a TCP congestion control written in BPF by the names of its C members, gives it to the
 * kernel, sends data with it and takes it away again.
 */
@BpfSkeleton(value = "bpf/tcp_tuner.bpf.o", name = "TcpTunerSkel")
final class TcpTuner {
  private static final String NAME = "bpf_fast";
  private static final long BYTES = 64L << 20;

  /** A flag of the kernel's: every process may choose this congestion control. */
  private static final int TCP_CONG_NON_RESTRICTED = 1;

  /** In the order of {@code enum counter} in tcp_tuner.bpf.c. */
  private enum Counter {
    INIT,
    SSTHRESH,
    CONG_AVOID_SLOW,
    CONG_AVOID_FAST,
    SET_STATE,
    UNDO_CWND
  }

  private TcpTuner() {}

  public static void main(String[] args) throws IOException {
    try (TcpTunerSkel skel = TcpTunerSkel.open()) {
      print("open", "bpf/tcp_tuner.bpf.o");
      edit(skel.structOps.tuned, skel.progs.cong_avoid_fast);
      if (!load(skel)) {
        return;
      }
      skel.attach();
      print("attach", "available          %s", String.join(" ", CongestionControls.available()));
      print("", "allowed to all     %s", String.join(" ", CongestionControls.allowed()));

      transfer();
      for (Counter counter : Counter.values()) {
        print(counter == Counter.INIT ? "count" : "", "%-16s %8d", counter, read(skel, counter));
      }

      skel.detach();
      print("detach", "available          %s", String.join(" ", CongestionControls.available()));
      if (CongestionControls.available().contains(NAME)) {
        throw new IllegalStateException(NAME + " is still there");
      }
    }
  }

  /** Plain assignments; nothing of this reaches the kernel before load. */
  private static void edit(TcpTunerSkel.TcpCongestionOps tuned, StructOpsProgram fast) {
    String name = tuned.name;
    int flags = tuned.flags;
    StructOpsProgram congAvoid = tuned.cong_avoid;

    tuned.name = NAME;
    tuned.flags = flags | TCP_CONG_NON_RESTRICTED;
    tuned.cong_avoid = fast;

    print("edit", "%-12s %-18s %s", "tuned", "before", "after");
    print("", "%-12s %-18s %s", "name", name, tuned.name);
    print("", "%-12s %-18d %d", "flags", flags, tuned.flags);
    print("", "%-12s %-18s %s", "cong_avoid", congAvoid.name(), fast.name());
  }

  /** Says what is needed and returns false when this process may not load BPF. */
  private static boolean load(TcpTunerSkel skel) {
    try {
      skel.load();
    } catch (BpfException e) {
      if (!e.errnoName().equals("EPERM")) {
        throw e;
      }
      print("load", "not permitted: this needs root, or CAP_BPF and CAP_NET_ADMIN");
      return false;
    }
    print("load", "the verifier has accepted the programs");
    return true;
  }

  private static void transfer() throws IOException {
    Transfer transfer;
    try (CongestionControls.Default previous = CongestionControls.makeDefault(NAME)) {
      print("send", "default for new sockets: %s, and %s again afterwards", NAME, previous.name());
      transfer = Transfer.overLoopback(BYTES);
    }
    print("", "%d MiB in %.3f s, %.0f MiB/s", BYTES >> 20, transfer.seconds(), transfer.rate());
    print("", "CRC-32C sent       %08x", transfer.sentChecksum());
    print("", "CRC-32C received   %08x", transfer.receivedChecksum());
    if (!transfer.intact()) {
      throw new IllegalStateException("what arrived is not what was sent");
    }
  }

  private static long read(TcpTunerSkel skel, Counter counter) {
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder());
    byte[] value = skel.maps.counters.lookup(key.putInt(counter.ordinal()).array());
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getLong();
  }

  private static void print(String step, String format, Object... values) {
    System.out.printf("%-8s%s%n", step, String.format(Locale.ROOT, format, values));
  }
}
