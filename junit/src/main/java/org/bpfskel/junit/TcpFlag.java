package org.bpfskel.junit;

/** The flags of TCP's header. */
public enum TcpFlag {
  /** No more data from the sender. */
  FIN(0x01),
  /** Asks for a connection. */
  SYN(0x02),
  /** Ends the connection at once. */
  RST(0x04),
  /** Gives what has come to the program now. */
  PSH(0x08),
  /** The acknowledgment number is valid. */
  ACK(0x10),
  /** The urgent pointer is valid. */
  URG(0x20),
  /** The receiver has seen congestion. */
  ECE(0x40),
  /** The sender has slowed down. */
  CWR(0x80);

  final int bit;

  TcpFlag(int bit) {
    this.bit = bit;
  }
}
