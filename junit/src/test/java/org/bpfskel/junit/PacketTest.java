package org.bpfskel.junit;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Packets are, byte for byte, what other implementations make of the same fields. */
class PacketTest {
  private static final int ETHERNET = 14;

  /** The example of a header that textbooks count through, with its checksum b861. */
  @Test
  void ipv4HeaderHasItsLengthAndChecksum() {
    byte[] packet =
        Packet.ipv4("192.168.0.1", "192.168.0.199").udp(1, 2).payload(new byte[87]).bytes();
    assertThat(hex(packet, 0, ETHERNET)).isEqualTo("0200000000020200000000010800");
    assertThat(hex(packet, ETHERNET, ETHERNET + 20))
        .isEqualTo("4500007300004000" + "4011b861c0a80001c0a800c7");
  }

  @Test
  void udpOverIpv4HasItsChecksum() {
    byte[] packet = Packet.ipv4("10.0.0.1", "10.0.0.2").udp(4000, 53).payload("hello").bytes();
    assertThat(hex(packet, ETHERNET + 20, packet.length)).isEqualTo("0fa00035000d982a68656c6c6f");
  }

  @Test
  void udpOverIpv6HasItsChecksum() {
    byte[] packet =
        Packet.ipv6("2001:db8::1", "2001:db8::2")
            .ttl(1)
            .trafficClass(0xb8)
            .udp(7, 9)
            .payload("odd")
            .bytes();
    assertThat(hex(packet, ETHERNET, packet.length))
        .isEqualTo(
            "6b800000000b110120010db800000000000000000000000120010db800000000000000000000000200070009000bd0ee6f6464");
  }

  @Test
  void tcpHasItsFlagsNumbersAndChecksum() {
    byte[] packet =
        Packet.ipv4("10.0.0.1", "10.0.0.2")
            .tcp(4000, 80, TcpFlag.PSH, TcpFlag.ACK)
            .sequence(0x89abcdefL, 0xffffffffL)
            .payload("GET")
            .bytes();
    assertThat(hex(packet, ETHERNET + 20, packet.length))
        .isEqualTo("0fa0005089abcdefffffffff5018ffff98f60000474554");
  }

  /** Zero would mean that there is none (RFC 768). */
  @Test
  void udpChecksumThatWouldBeZeroIsAllOnes() {
    Packet packet = Packet.ipv4("0.0.0.0", "0.0.0.0").udp(0, 0);
    int rest = 0xffff - (17 + 8 + 8);
    byte[] bytes = packet.payload(new byte[] {0, 0}).bytes();
    assertThat(hex(bytes, ETHERNET + 26, ETHERNET + 28)).isNotEqualTo("ffff");
    bytes = packet.udp(rest - 4, 0).payload(new byte[] {0, 0}).bytes();
    assertThat(hex(bytes, ETHERNET + 26, ETHERNET + 28)).isEqualTo("ffff");
  }

  @Test
  void tagsAndAddressesOfCardsStandInEthernetsHeader() {
    byte[] packet =
        Packet.ethernet(0x0806)
            .mac("aa:bb:cc:dd:ee:ff", "ff:ff:ff:ff:ff:ff")
            .vlan(5)
            .vlan(4095)
            .payload("x")
            .bytes();
    assertThat(hex(packet, 0, packet.length))
        .isEqualTo("ffffffffffff" + "aabbccddeeff" + "81000005" + "81000fff" + "0806" + "78");
  }

  @Test
  void otherProtocolsBringTheirHeaderInThePayload() {
    byte[] packet =
        Packet.ipv6("::1", "::2").udp(1, 2).protocol(58).payload(new byte[] {1, 2, 3}).bytes();
    assertThat(packet[ETHERNET + 6]).isEqualTo(58);
    assertThat(hex(packet, ETHERNET + 40, packet.length)).isEqualTo("010203");
  }

  @Test
  void aPacketIsNotChangedByWhatIsMadeOfIt() {
    Packet packet = Packet.ipv4("10.0.0.1", "10.0.0.2").udp(1, 2);
    byte[] before = packet.bytes();
    byte[] payload = {1};
    Packet other = packet.ttl(3).payload(payload);
    payload[0] = 2;
    assertThat(packet.bytes()).isEqualTo(before);
    assertThat(other).isEqualTo(packet.ttl(3).payload(new byte[] {1}));
    assertThat(other).isNotEqualTo(packet);
  }

  @Test
  void ipv6MayHaveAnAddressOfIpv4() {
    byte[] packet = Packet.ipv6("::ffff:10.0.0.1", "::").bytes();
    assertThat(hex(packet, ETHERNET + 8, ETHERNET + 24))
        .isEqualTo("00000000000000000000ffff0a000001");
  }

  @Test
  void whatNoPacketCanHaveIsRefusedWithTheReason() {
    Packet packet = Packet.ipv4("10.0.0.1", "10.0.0.2");
    refused("\"example.org\" is no IPv4 address", () -> Packet.ipv4("example.org", "10.0.0.2"));
    refused("\"::1\" is no IPv4 address", () -> Packet.ipv4("::1", "10.0.0.2"));
    refused("\"10.0.0.1\" is no IPv6 address", () -> Packet.ipv6("10.0.0.1", "::1"));
    refused("a port is 65536, and has to be from 0 to 65535", () -> packet.udp(65536, 1));
    refused("a port is -1", () -> packet.tcp(1, -1));
    refused("is no address of a network card", () -> packet.mac("02:00", "02:00:00:00:00:01"));
    refused("the number of a VLAN is 4096", () -> packet.vlan(4096));
    refused("the sequence number is -1", () -> packet.tcp(1, 2).sequence(-1, 0));
  }

  @Test
  void whatComesTooEarlyIsRefusedWithTheReason() {
    assertThat(assertThrows(IllegalStateException.class, () -> Packet.ethernet(0x0806).udp(1, 2)))
        .hasMessageThat()
        .contains("begin with Packet.ipv4 or Packet.ipv6");
    Packet udp = Packet.ipv4("10.0.0.1", "10.0.0.2").udp(1, 2);
    assertThat(assertThrows(IllegalStateException.class, () -> udp.sequence(1, 2)))
        .hasMessageThat()
        .contains("call tcp before sequence");
    assertThat(
            assertThrows(IllegalStateException.class, () -> udp.payload(new byte[65508]).bytes()))
        .hasMessageThat()
        .contains("65535");
  }

  private static void refused(String reason, org.junit.jupiter.api.function.Executable wrong) {
    assertThat(assertThrows(IllegalArgumentException.class, wrong))
        .hasMessageThat()
        .contains(reason);
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(Arrays.copyOfRange(bytes, from, to));
  }
}
