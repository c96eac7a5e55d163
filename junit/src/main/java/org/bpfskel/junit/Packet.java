package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A frame as it comes from the wire, for {@code TestRun.Builder.dataIn}: Ethernet, IPv4 or IPv6,
 * TCP or UDP, and a payload. Lengths and checksums are filled in. Immutable: each method gives
 * another packet.
 *
 * <pre>{@code
 * byte[] query = Packet.ipv4("10.0.0.1", "10.0.0.2").udp(4000, 53).payload("hello").bytes();
 * byte[] syn = Packet.ipv6("2001:db8::1", "2001:db8::2").tcp(4000, 80, TcpFlag.SYN).bytes();
 * }</pre>
 */
public final class Packet {
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final int ETHERTYPE_IPV6 = 0x86dd;
  private static final int ETHERTYPE_VLAN = 0x8100;
  private static final int MAC_BYTES = 6;
  private static final int MOST_VLAN = 0xfff;

  private static final byte[] NOTHING = new byte[0];

  /** Locally administered addresses, of two neighbours. */
  private static final Octets SOURCE_MAC = Octets.of("020000000001");

  private static final Octets TARGET_MAC = Octets.of("020000000002");

  private final EthernetHeader ethernet;
  private final IpHeader ip;
  private final TransportHeader transport;
  private final byte[] payload;

  private record EthernetHeader(Octets source, Octets target, Octets tags, int type) {}

  private Packet(EthernetHeader ethernet, IpHeader ip, TransportHeader transport, byte[] payload) {
    this.ethernet = ethernet;
    this.ip = ip;
    this.transport = transport;
    this.payload = payload;
  }

  /**
   * A frame of any kind; what follows Ethernet's header is the payload.
   *
   * @param type what the frame carries, as IEEE numbers it: {@code 0x0806} for ARP
   * @return the frame, with nothing in it
   * @throws IllegalArgumentException if the type does not fit 16 bits
   */
  public static Packet ethernet(int type) {
    Numbers.check("the type of Ethernet", type, 0xffff);
    return new Packet(
        new EthernetHeader(SOURCE_MAC, TARGET_MAC, Octets.NONE, type),
        IpHeader.NONE,
        TransportHeader.NONE,
        NOTHING);
  }

  /**
   * An IPv4 packet without options.
   *
   * @param source an address in digits, {@code 10.0.0.1}
   * @param target the receiver's
   * @return the packet, with nothing in it
   * @throws IllegalArgumentException if one is no IPv4 address
   */
  public static Packet ipv4(String source, String target) {
    return ethernet(ETHERTYPE_IPV4).with(Ipv4Header.between(source, target));
  }

  /**
   * An IPv6 packet without extension headers.
   *
   * @param source an address in digits, {@code 2001:db8::1}
   * @param target the receiver's
   * @return the packet, with nothing in it
   * @throws IllegalArgumentException if one is no IPv6 address
   */
  public static Packet ipv6(String source, String target) {
    return ethernet(ETHERTYPE_IPV6).with(Ipv6Header.between(source, target));
  }

  /**
   * Between other network cards than {@code 02:00:00:00:00:01} and {@code 02:00:00:00:00:02}.
   *
   * @param source the sender's address, {@code 02:00:00:00:00:01}
   * @param target the receiver's
   * @return the same packet between these
   * @throws IllegalArgumentException if one is not six bytes in hexadecimal digits
   */
  public Packet mac(String source, String target) {
    return with(new EthernetHeader(mac(source), mac(target), ethernet.tags, ethernet.type));
  }

  /**
   * With an 802.1Q tag, inside of those that it has.
   *
   * @param id the VLAN's number, 0 to 4095
   * @return the same packet with the tag
   * @throws IllegalArgumentException if the number is another one
   */
  public Packet vlan(int id) {
    Numbers.check("the number of a VLAN", id, MOST_VLAN);
    ByteArrayOutputStream tags = new ByteArrayOutputStream();
    ethernet.tags.writeTo(tags);
    Numbers.write16(tags, ETHERTYPE_VLAN);
    Numbers.write16(tags, id);
    return with(
        new EthernetHeader(
            ethernet.source, ethernet.target, new Octets(tags.toByteArray()), ethernet.type));
  }

  /**
   * How many routers it may still pass: IPv4's time to live, IPv6's hop limit. 64 by default.
   *
   * @param hops 0 to 255
   * @return the same packet with that limit
   * @throws IllegalArgumentException if it is another number
   * @throws IllegalStateException if the packet is neither IPv4 nor IPv6
   */
  public Packet ttl(int hops) {
    return with(ip.withTtl(Numbers.check("the time to live", hops, 0xff)));
  }

  /**
   * IPv4's type of service, IPv6's traffic class.
   *
   * @param value 0 to 255
   * @return the same packet of that class
   * @throws IllegalArgumentException if it is another number
   * @throws IllegalStateException if the packet is neither IPv4 nor IPv6
   */
  public Packet trafficClass(int value) {
    return with(ip.withTrafficClass(Numbers.check("the traffic class", value, 0xff)));
  }

  /**
   * A protocol that has no method here; its header is part of the payload.
   *
   * @param number as IANA gives it: 1 for ICMP, 47 for GRE
   * @return the same packet of that protocol
   * @throws IllegalArgumentException if the number does not fit 8 bits
   * @throws IllegalStateException if the packet is neither IPv4 nor IPv6
   */
  public Packet protocol(int number) {
    return with(ip.carrying(Numbers.check("the protocol", number, 0xff)))
        .with(TransportHeader.NONE);
  }

  /**
   * Carries UDP.
   *
   * @param source the sender's port
   * @param target the receiver's port
   * @return the same packet with UDP's header
   * @throws IllegalArgumentException if one is not 0 to 65535
   * @throws IllegalStateException if the packet is neither IPv4 nor IPv6
   */
  public Packet udp(int source, int target) {
    return with(ip.carrying(UdpHeader.PROTOCOL)).with(UdpHeader.between(source, target));
  }

  /**
   * Carries TCP without options, with sequence numbers of 0 and a window of 65,535 bytes.
   *
   * @param source the sender's port
   * @param target the receiver's port
   * @param flags those that are set
   * @return the same packet with TCP's header
   * @throws IllegalArgumentException if a port is not 0 to 65535
   * @throws IllegalStateException if the packet is neither IPv4 nor IPv6
   */
  public Packet tcp(int source, int target, TcpFlag... flags) {
    return with(ip.carrying(TcpHeader.PROTOCOL)).with(TcpHeader.between(source, target, flags));
  }

  /**
   * TCP's place in the stream.
   *
   * @param sequence the number of the first byte that is sent
   * @param acknowledgment the number of the next byte that is awaited
   * @return the same packet with these numbers
   * @throws IllegalArgumentException if one does not fit 32 bits
   * @throws IllegalStateException if the packet does not carry TCP
   */
  public Packet sequence(long sequence, long acknowledgment) {
    if (!(transport instanceof TcpHeader tcp)) {
      throw new IllegalStateException("sequence numbers are TCP's: call tcp before sequence");
    }
    return with(tcp.at(sequence, acknowledgment));
  }

  /**
   * What the packet carries behind its headers.
   *
   * @param bytes copied
   * @return the same packet with that payload
   */
  public Packet payload(byte[] bytes) {
    return new Packet(ethernet, ip, transport, bytes.clone());
  }

  /**
   * What the packet carries behind its headers, as text in UTF-8.
   *
   * @param text the text
   * @return the same packet with that payload
   */
  public Packet payload(String text) {
    return payload(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The whole frame, from Ethernet's header to the end of the payload, without the check sequence
   * that network cards remove. It is as long as its parts, so it may be shorter than the 60 bytes
   * of a wire.
   *
   * @return a new array
   * @throws IllegalStateException if it is longer than IP allows
   */
  public byte[] bytes() {
    byte[] segment = transport.segment(ip, payload);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    ethernet.target.writeTo(frame);
    ethernet.source.writeTo(frame);
    ethernet.tags.writeTo(frame);
    Numbers.write16(frame, ethernet.type);
    frame.writeBytes(ip.header(segment.length));
    frame.writeBytes(segment);
    return frame.toByteArray();
  }

  private Packet with(EthernetHeader other) {
    return new Packet(other, ip, transport, payload);
  }

  private Packet with(IpHeader other) {
    return new Packet(ethernet, other, transport, payload);
  }

  private Packet with(TransportHeader other) {
    return new Packet(ethernet, ip, other, payload);
  }

  private static Octets mac(String text) {
    byte[] bytes;
    try {
      bytes = HexFormat.ofDelimiter(":").parseHex(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(noMac(text), e);
    }
    if (bytes.length != MAC_BYTES) {
      throw new IllegalArgumentException(noMac(text));
    }
    return new Octets(bytes);
  }

  private static String noMac(String text) {
    return "\"%s\" is no address of a network card: write it as 02:00:00:00:00:01".formatted(text);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Packet packet && Arrays.equals(bytes(), packet.bytes());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes());
  }

  /** The bytes in hexadecimal digits, for messages. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
