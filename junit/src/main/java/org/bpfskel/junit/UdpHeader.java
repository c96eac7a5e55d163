package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;

/** UDP's header (RFC 768). */
record UdpHeader(int source, int target) implements TransportHeader {
  static final int PROTOCOL = 17;

  private static final int BYTES = 8;
  private static final int CHECKSUM = 6;

  /** Instead of 0, which means that there is no checksum. */
  private static final int ZERO = 0xffff;

  static UdpHeader between(int source, int target) {
    return new UdpHeader(TransportHeader.port(source), TransportHeader.port(target));
  }

  @Override
  public byte[] segment(IpHeader ip, byte[] payload) {
    int length = BYTES + payload.length;
    if (length > MOST) {
      throw new IllegalStateException(
          "UDP carries at most %d bytes, and here %d".formatted(MOST - BYTES, payload.length));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length);
    Numbers.write16(out, source);
    Numbers.write16(out, target);
    Numbers.write16(out, length);
    Numbers.write16(out, 0);
    out.writeBytes(payload);
    byte[] segment = out.toByteArray();
    int checksum = ip.pseudoHeader(length).add(segment).value();
    return InternetChecksum.put(checksum == 0 ? ZERO : checksum, segment, CHECKSUM);
  }
}
