package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;

/** IPv6's header (RFC 8200) without extension headers. */
record Ipv6Header(Octets source, Octets target, int protocol, int ttl, int trafficClass)
    implements IpHeader {
  private static final int BYTES = 40;
  private static final int ADDRESS_BYTES = 16;
  private static final long VERSION = 6L << 28;
  private static final int TRAFFIC_CLASS_SHIFT = 20;

  /** "No next header". */
  private static final int NOTHING = 59;

  static Ipv6Header between(String source, String target) {
    return new Ipv6Header(address(source), address(target), NOTHING, TTL, 0);
  }

  private static Octets address(String text) {
    return IpHeader.address(text, ADDRESS_BYTES, "IPv6", "2001:db8::1");
  }

  @Override
  public IpHeader withTtl(int hops) {
    return new Ipv6Header(source, target, protocol, hops, trafficClass);
  }

  @Override
  public IpHeader withTrafficClass(int value) {
    return new Ipv6Header(source, target, protocol, ttl, value);
  }

  @Override
  public IpHeader carrying(int number) {
    return new Ipv6Header(source, target, number, ttl, trafficClass);
  }

  @Override
  public byte[] header(int length) {
    if (length > 0xffff) {
      throw new IllegalStateException(
          "an IPv6 packet carries at most 65535 bytes, and this one %d".formatted(length));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    Numbers.write32(out, VERSION | (long) trafficClass << TRAFFIC_CLASS_SHIFT);
    Numbers.write16(out, length);
    out.write(protocol);
    out.write(ttl);
    source.writeTo(out);
    target.writeTo(out);
    return out.toByteArray();
  }

  @Override
  public InternetChecksum pseudoHeader(int length) {
    InternetChecksum sum = new InternetChecksum();
    source.addTo(sum);
    target.addTo(sum);
    return sum.add(protocol).add(length);
  }
}
