package com.example.tcptuner;

import static com.example.tcptuner.TcpTuner.print;

import com.example.tcptuner.TcpTunerSkel.Calls;
import java.io.IOException;
import java.util.Locale;
import org.bpfskel.BpfLink;

/** Two connections under one congestion control, whose implementation changes during the first. */
final class Traffic {
  private static final long BYTES = 64L << 20;

  private final TcpTunerSkel skel;
  private final String name;
  private Calls callsBefore = new Calls();

  Traffic(TcpTunerSkel skel, String name) {
    this.skel = skel;
    this.name = name;
  }

  /** Throws if what arrived is not what was sent. */
  void run() throws IOException {
    Transfer first;
    Transfer second;
    try (CongestionControls.Default previous = CongestionControls.makeDefault(name)) {
      print("send", "default for new sockets: %s, and %s again afterwards", name, previous.name());
      first = Transfer.overLoopback(BYTES, this::swap);
      second = Transfer.overLoopback(BYTES, () -> {});
    }
    print("", "%-12s %6s %9s %8s  %12s %12s", "", "MiB", "seconds", "MiB/s", "CRC-32C", "received");
    report("connection 1", first);
    report("connection 2", second);
    printCalls(callsBefore, skel.bss.calls.get());
  }

  /** In the middle of the first connection. */
  private void swap() throws IOException {
    callsBefore = skel.bss.calls.get();
    BpfLink link = skel.links.tuned;
    if (!skel.maps.tuned.isLinkable()) {
      print("swap", "none: struct_ops have links, which can be updated, since Linux 6.4");
      return;
    }
    link.update(skel.maps.gentle);
    print(
        "swap", "tuned -> gentle, for new sockets, with %d MiB of connection 1 sent", BYTES >> 21);
    CongestionControls.choose(name);
  }

  private static void printCalls(Calls before, Calls now) {
    print("count", "%-20s %12s %12s", "calls", "before swap", "after swap");
    printCalls("init", before.init, now.init);
    printCalls("cong_avoid_slow", before.cong_avoid_slow, now.cong_avoid_slow);
    printCalls("cong_avoid_fast", before.cong_avoid_fast, now.cong_avoid_fast);
    printCalls("gentle_init", before.gentle_init, now.gentle_init);
    printCalls("gentle_cong_avoid", before.gentle_cong_avoid, now.gentle_cong_avoid);
    printCalls("ssthresh", before.ssthresh, now.ssthresh);
    printCalls("set_state", before.set_state, now.set_state);
    printCalls("undo_cwnd", before.undo_cwnd, now.undo_cwnd);
  }

  private static void printCalls(String callback, long before, long now) {
    print("", "%-20s %12d %12d", callback, before, now - before);
  }

  private static void report(String connection, Transfer transfer) {
    print(
        "",
        "%-12s %6d %9.3f %8.0f  %12s %12s",
        connection,
        transfer.received() >> 20,
        transfer.seconds(),
        transfer.rate(),
        String.format(Locale.ROOT, "%08x", transfer.sentChecksum()),
        String.format(Locale.ROOT, "%08x", transfer.receivedChecksum()));
    if (!transfer.intact()) {
      throw new IllegalStateException("what arrived is not what was sent");
    }
  }
}
