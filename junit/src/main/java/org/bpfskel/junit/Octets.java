package org.bpfskel.junit;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/** Bytes of a header that never change: addresses, tags. */
final class Octets {
  static final Octets NONE = new Octets(new byte[0]);

  private final byte[] bytes;

  Octets(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  static Octets of(String digits) {
    return new Octets(HexFormat.of().parseHex(digits));
  }

  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(bytes);
  }

  void addTo(InternetChecksum sum) {
    sum.add(bytes);
  }
}
