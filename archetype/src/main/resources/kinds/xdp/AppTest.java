package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ${package}.XdpSkel.Traffic;
import org.bpfskel.BpfException;
import org.bpfskel.TestRun;
import org.junit.jupiter.api.Test;

class AppTest {
  private static final int XDP_DROP = 1;
  private static final int XDP_PASS = 2;
  private static final int UDP = 17;

  @Test
  void countsPacketsAndDropsWhatJavaSays() {
    try (XdpSkel skel = load()) {
      assertEquals(XDP_PASS, run(skel, packet(UDP)));
      assertEquals(1, skel.maps.protocols.get(UDP).packets);
      assertEquals(64, skel.maps.protocols.get(UDP).bytes);

      Traffic dropped = new Traffic();
      dropped.drop = 1;
      skel.maps.protocols.put(UDP, dropped);
      assertEquals(XDP_DROP, run(skel, packet(UDP)));
    }
  }

  /** The kernel runs the program with a packet, which no interface has to receive. */
  private static int run(XdpSkel skel, byte[] packet) {
    return skel.progs.on_packet.testRun(TestRun.builder().dataIn(packet).build()).retval();
  }

  /** An IPv4 packet with nothing but the protocol. */
  private static byte[] packet(int protocol) {
    byte[] packet = new byte[64];
    packet[12] = 0x08; // the Ethernet type, 0x0800
    packet[14] = 0x45;
    packet[23] = (byte) protocol;
    return packet;
  }

  /** Skips the test for users who may not load BPF programs. */
  private static XdpSkel load() {
    try {
      return XdpSkel.openAndLoad();
    } catch (BpfException e) {
      assumeTrue(e.kind() != BpfException.Kind.PERMISSION, e::getMessage);
      throw e;
    }
  }
}
