package com.example.tcptuner;

import static com.example.tcptuner.TcpTuner.print;

import java.io.IOException;
import java.util.Locale;
import org.bpfskel.BpfLink;

/** Two connections under one congestion control, whose implementation changes during the first. */
final class Traffic {
  private static final long BYTES = 64L << 20;

  private final TcpTunerSkel skel;
  private final String name;
  private long[] callsBefore = {};

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
    printCalls(Counter.readAll(skel.maps.counters));
  }

  /** In the middle of the first connection. */
  private void swap() throws IOException {
    callsBefore = Counter.readAll(skel.maps.counters);
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

  private void printCalls(long[] calls) {
    print("count", "%-20s %12s %12s", "calls", "before swap", "after swap");
    for (Counter counter : Counter.values()) {
      int i = counter.ordinal();
      String callback = counter.name().toLowerCase(Locale.ROOT);
      print("", "%-20s %12d %12d", callback, callsBefore[i], calls[i] - callsBefore[i]);
    }
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
