package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;

/** TCP's header (RFC 9293) without options. */
record TcpHeader(int source, int target, int flags, long sequence, long acknowledgment)
    implements TransportHeader {
  static final int PROTOCOL = 6;

  private static final int CHECKSUM = 16;
  private static final int WORDS = 5 << 4;
  private static final int WINDOW = 0xffff;
  private static final long MOST_NUMBER = 0xffff_ffffL;

  static TcpHeader between(int source, int target, TcpFlag... flags) {
    int bits = 0;
    for (TcpFlag flag : flags) {
      bits |= flag.bit;
    }
    return new TcpHeader(TransportHeader.port(source), TransportHeader.port(target), bits, 0, 0);
  }

  TcpHeader at(long sequence, long acknowledgment) {
    return new TcpHeader(
        source,
        target,
        flags,
        Numbers.check("the sequence number", sequence, MOST_NUMBER),
        Numbers.check("the acknowledgment number", acknowledgment, MOST_NUMBER));
  }

  @Override
  public byte[] segment(IpHeader ip, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Numbers.write16(out, source);
    Numbers.write16(out, target);
    Numbers.write32(out, sequence);
    Numbers.write32(out, acknowledgment);
    out.write(WORDS);
    out.write(flags);
    Numbers.write16(out, WINDOW);
    Numbers.write16(out, 0); // the checksum
    Numbers.write16(out, 0); // the urgent pointer
    out.writeBytes(payload);
    byte[] segment = out.toByteArray();
    return ip.pseudoHeader(segment.length).add(segment).into(segment, CHECKSUM);
  }
}
