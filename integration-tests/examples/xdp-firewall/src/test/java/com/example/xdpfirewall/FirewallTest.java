package com.example.xdpfirewall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bpfskel.TestRun;
import org.bpfskel.junit.BpfTest;
import org.bpfskel.junit.Packet;
import org.bpfskel.junit.TcpFlag;
import org.bpfskel.junit.XdpMd;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The firewall, without a network: the kernel runs its program on packets that are made here. */
@BpfTest(value = FirewallSkel.class, upTo = BpfTest.Step.LOAD)
class FirewallTest {
  private static final Packet IPV4 = Packet.ipv4("192.0.2.7", "192.0.2.1");
  private static final Packet IPV6 = Packet.ipv6("2001:db8::7", "2001:db8::1");

  @BeforeEach
  void allowHttps(FirewallSkel skel) {
    skel.maps.allowed.put(443, 0L);
  }

  @Test
  void connectionsToAllowedPortsPass(FirewallSkel skel) {
    assertEquals(XdpMd.PASS, verdict(skel, IPV4.tcp(40000, 443, TcpFlag.SYN)));
    assertEquals(XdpMd.PASS, verdict(skel, IPV6.tcp(40000, 443, TcpFlag.SYN)));
    assertEquals(2, skel.maps.allowed.get(443));
  }

  @Test
  void connectionsToOtherPortsAreDropped(FirewallSkel skel) {
    assertEquals(XdpMd.DROP, verdict(skel, IPV4.tcp(40000, 23, TcpFlag.SYN)));
    assertEquals(XdpMd.DROP, verdict(skel, IPV6.tcp(40000, 23, TcpFlag.SYN)));
    assertEquals(2, skel.bss.refused.get());
  }

  @Test
  void theListChangesWhileTheProgramRuns(FirewallSkel skel) {
    skel.maps.allowed.remove(443);
    assertEquals(XdpMd.DROP, verdict(skel, IPV4.tcp(40000, 443, TcpFlag.SYN)));
    skel.maps.allowed.put(443, 0L);
    assertEquals(XdpMd.PASS, verdict(skel, IPV4.tcp(40000, 443, TcpFlag.SYN)));
  }

  @Test
  void answersAndOtherProtocolsPass(FirewallSkel skel) {
    assertEquals(XdpMd.PASS, verdict(skel, IPV4.tcp(23, 40000, TcpFlag.SYN, TcpFlag.ACK)));
    assertEquals(XdpMd.PASS, verdict(skel, IPV4.tcp(40000, 23, TcpFlag.ACK).payload("data")));
    assertEquals(XdpMd.PASS, verdict(skel, IPV6.udp(40000, 53)));
    assertEquals(XdpMd.PASS, verdict(skel, Packet.ethernet(0x0806).payload(new byte[28])));
  }

  @Test
  void headersThatAreCutAreDropped(FirewallSkel skel) {
    assertEquals(XdpMd.DROP, verdict(skel, IPV4.protocol(6).payload(new byte[13])));
  }

  private static int verdict(FirewallSkel skel, Packet packet) {
    TestRun run = TestRun.builder().dataIn(packet.bytes()).build();
    return skel.progs.firewall.testRun(run).retval();
  }
}
