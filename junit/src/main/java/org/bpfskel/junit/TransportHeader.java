package org.bpfskel.junit;

/** What stands before the payload: TCP's or UDP's header, or nothing. */
sealed interface TransportHeader permits TcpHeader, UdpHeader, TransportHeader.None {
  /** The payload alone. */
  TransportHeader NONE = new None();

  /** The highest port, and the longest UDP segment. */
  int MOST = 0xffff;

  /** Header and payload, with the checksum over both. */
  byte[] segment(IpHeader ip, byte[] payload);

  static int port(int number) {
    return Numbers.check("a port", number, MOST);
  }

  /** For packets that carry something else. */
  record None() implements TransportHeader {
    @Override
    public byte[] segment(IpHeader ip, byte[] payload) {
      return payload.clone();
    }
  }
}
