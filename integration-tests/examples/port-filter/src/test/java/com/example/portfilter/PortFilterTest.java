package com.example.portfilter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.TestRun;
import org.bpfskel.junit.BpfTest;
import org.bpfskel.junit.Packet;
import org.bpfskel.junit.TcpFlag;
import org.bpfskel.junit.XdpMd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verifier accepts the program, and it does with packets what it should. */
@BpfSkeleton(value = "bpf/port_filter.bpf.o", name = "PortFilterSkel")
@BpfTest(value = PortFilterSkel.class, upTo = BpfTest.Step.LOAD)
class PortFilterTest {
  private static final short HTTPS = 443;
  private static final short TELNET = 23;

  private final PortFilterSkel skel;

  PortFilterTest(PortFilterSkel skel) {
    this.skel = skel;
  }

  @BeforeEach
  void openHttps() {
    skel.maps.open_ports.put(HTTPS, (byte) 1);
  }

  private int verdictOn(byte[] packet) {
    return skel.progs.port_filter.testRun(TestRun.builder().dataIn(packet).build()).retval();
  }

  private static Packet connectionTo(int port) {
    return Packet.ipv4("192.0.2.7", "192.0.2.1").tcp(40000, port, TcpFlag.SYN);
  }

  @Test
  void connectionToOpenPortPasses() {
    assertEquals(XdpMd.PASS, verdictOn(connectionTo(HTTPS).bytes()));
    assertEquals(0, skel.bss.dropped.get());
  }

  @Test
  void connectionToAnotherPortIsDroppedAndCounted() {
    assertEquals(XdpMd.DROP, verdictOn(connectionTo(TELNET).bytes()));
    assertEquals(1, skel.bss.dropped.get());
  }

  @Test
  void portOpensAndClosesWhileTheProgramIsLoaded() {
    skel.maps.open_ports.put(TELNET, (byte) 1);
    assertEquals(XdpMd.PASS, verdictOn(connectionTo(TELNET).bytes()));
    skel.maps.open_ports.remove(TELNET);
    assertEquals(XdpMd.DROP, verdictOn(connectionTo(TELNET).bytes()));
  }

  @Test
  void answerToConnectionOfOursPasses() {
    Packet answer =
        Packet.ipv4("192.0.2.7", "192.0.2.1").tcp(TELNET, 40000, TcpFlag.SYN, TcpFlag.ACK);
    assertEquals(XdpMd.PASS, verdictOn(answer.bytes()));
  }

  @Test
  void datagramPasses() {
    Packet datagram = Packet.ipv4("192.0.2.7", "192.0.2.1").udp(40000, TELNET).payload("x");
    assertEquals(XdpMd.PASS, verdictOn(datagram.bytes()));
  }

  @Test
  void ipv6IsFilteredToo() {
    Packet telnet = Packet.ipv6("2001:db8::7", "2001:db8::1").tcp(40000, TELNET, TcpFlag.SYN);
    assertEquals(XdpMd.DROP, verdictOn(telnet.bytes()));
  }

  @Test
  void headerThatIsCutOffIsDropped() {
    byte[] packet = connectionTo(HTTPS).bytes();
    assertEquals(XdpMd.DROP, verdictOn(Arrays.copyOf(packet, packet.length - 1)));
  }
}
