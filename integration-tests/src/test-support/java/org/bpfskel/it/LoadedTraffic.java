package org.bpfskel.it;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of programs that count datagrams on the loopback device, loaded and not yet attached. */
@BpfSkeleton("bpf/traffic.bpf.o")
abstract class LoadedTraffic {
  static final String LOOPBACK = "lo";

  final Datagrams datagram = new Datagrams(ThreadLocalRandom.current().nextInt(9_000, 60_000));
  TrafficSkel skel;

  @BeforeEach
  final void load() {
    skel = TrafficSkel.openAndLoad();
    new Globals(skel.object()).set("payload", datagram.payload());
  }

  @AfterEach
  final void close() {
    skel.close();
  }

  final Counting counting(String name) {
    return new Counting(skel.object(), name);
  }

  final int runs(String name) throws IOException {
    return counting(name).runsDuring(datagram);
  }
}
