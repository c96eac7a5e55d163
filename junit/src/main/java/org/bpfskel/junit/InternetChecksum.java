package org.bpfskel.junit;

/** The checksum of IPv4, TCP and UDP (RFC 1071): the one's complement of a one's complement sum. */
final class InternetChecksum {
  private static final int BITS = 16;
  private static final int MASK = 0xffff;

  private long sum;

  /** Adds bytes; of an odd number the last is followed by a zero. */
  InternetChecksum add(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      int each = Byte.toUnsignedInt(bytes[i]);
      sum += i % 2 == 0 ? each << 8 : each;
    }
    return this;
  }

  InternetChecksum add(int number) {
    sum += (number & MASK) + (number >>> BITS);
    return this;
  }

  int value() {
    long folded = sum;
    while (folded >>> BITS != 0) {
      folded = (folded & MASK) + (folded >>> BITS);
    }
    return (int) (~folded & MASK);
  }

  /** Where a header has its place for the checksum. */
  byte[] into(byte[] header, int offset) {
    return put(value(), header, offset);
  }

  static byte[] put(int checksum, byte[] header, int offset) {
    header[offset] = (byte) (checksum >>> 8);
    header[offset + 1] = (byte) checksum;
    return header;
  }
}
