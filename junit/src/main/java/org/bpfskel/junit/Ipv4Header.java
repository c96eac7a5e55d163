package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;

/** IPv4's header (RFC 791) without options. */
record Ipv4Header(Octets source, Octets target, int protocol, int ttl, int trafficClass)
    implements IpHeader {
  private static final int BYTES = 20;
  private static final int CHECKSUM = 10;
  private static final int VERSION_AND_WORDS = 0x45;
  private static final int DONT_FRAGMENT = 0x4000;

  static Ipv4Header between(String source, String target) {
    return new Ipv4Header(address(source), address(target), 0, TTL, 0);
  }

  private static Octets address(String text) {
    return IpHeader.address(text, IPV4_BYTES, "IPv4", "10.0.0.1");
  }

  @Override
  public IpHeader withTtl(int hops) {
    return new Ipv4Header(source, target, protocol, hops, trafficClass);
  }

  @Override
  public IpHeader withTrafficClass(int value) {
    return new Ipv4Header(source, target, protocol, ttl, value);
  }

  @Override
  public IpHeader carrying(int number) {
    return new Ipv4Header(source, target, number, ttl, trafficClass);
  }

  @Override
  public byte[] header(int length) {
    int total = BYTES + length;
    if (total > 0xffff) {
      throw new IllegalStateException(
          "an IPv4 packet has at most 65535 bytes, and this one %d".formatted(total));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    out.write(VERSION_AND_WORDS);
    out.write(trafficClass);
    Numbers.write16(out, total);
    Numbers.write16(out, 0); // identification, of packets that are never cut
    Numbers.write16(out, DONT_FRAGMENT);
    out.write(ttl);
    out.write(protocol);
    Numbers.write16(out, 0); // the checksum
    source.writeTo(out);
    target.writeTo(out);
    byte[] header = out.toByteArray();
    return new InternetChecksum().add(header).into(header, CHECKSUM);
  }

  @Override
  public InternetChecksum pseudoHeader(int length) {
    InternetChecksum sum = new InternetChecksum();
    source.addTo(sum);
    target.addTo(sum);
    return sum.add(protocol).add(length);
  }
}
