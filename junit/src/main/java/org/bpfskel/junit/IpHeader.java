package org.bpfskel.junit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;

/** What stands between Ethernet's header and what is transported. */
sealed interface IpHeader permits Ipv4Header, Ipv6Header, IpHeader.None {
  /** No IP at all. */
  IpHeader NONE = new None();

  /** No name, which would be looked up. */
  Pattern DIGITS = Pattern.compile("[0-9a-fA-F:.]+");

  /** Of an address. */
  int IPV4_BYTES = 4;

  /** Of the hops that are left. */
  int TTL = 64;

  IpHeader withTtl(int hops);

  IpHeader withTrafficClass(int value);

  IpHeader carrying(int protocol);

  /** The header of a packet that carries so many bytes. */
  byte[] header(int length);

  /** Of sender, receiver, protocol and length: checksums of what is transported begin with it. */
  InternetChecksum pseudoHeader(int length);

  /** Reads an address that has so many bytes. */
  static Octets address(String text, int bytes, String kind, String example) {
    try {
      if (DIGITS.matcher(text).matches()) {
        byte[] address = InetAddress.getByName(text).getAddress();
        if (address.length == bytes && !(bytes == IPV4_BYTES && text.contains(":"))) {
          return new Octets(address);
        }
        if (bytes > IPV4_BYTES && text.contains(":")) {
          // What IPv6 has for an address of IPv4 is made one of IPv4.
          return new Octets(
              ByteBuffer.allocate(bytes).putShort(10, (short) -1).put(12, address).array());
        }
      }
    } catch (UnknownHostException e) {
      // Told below, like what looks like no address at all.
    }
    throw new IllegalArgumentException(
        "\"%s\" is no %s address: write it in digits, such as %s".formatted(text, kind, example));
  }

  /** For frames that are no IP. */
  record None() implements IpHeader {
    @Override
    public IpHeader withTtl(int hops) {
      throw refused("a time to live");
    }

    @Override
    public IpHeader withTrafficClass(int value) {
      throw refused("a traffic class");
    }

    @Override
    public IpHeader carrying(int protocol) {
      throw refused("a protocol");
    }

    @Override
    public byte[] header(int length) {
      return new byte[0];
    }

    @Override
    public InternetChecksum pseudoHeader(int length) {
      return new InternetChecksum();
    }

    private static IllegalStateException refused(String what) {
      return new IllegalStateException(
          "a frame without IP has not " + what + ": begin with Packet.ipv4 or Packet.ipv6");
    }
  }
}
