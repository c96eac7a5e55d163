package com.example.addressfirewall;

import com.example.addressfirewall.AddressFirewallSkel.Prefix;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and networks as they are written, {@code 192.0.2.0/24}, and as the trie has them. */
final class Prefixes {
  /** An address in digits, which no name server is asked for. */
  private static final Pattern WRITTEN =
      Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)(?:/(\\d{1,3}))?");

  /** IPv4 addresses are the last four bytes behind these. */
  private static final byte[] IPV4 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  private static final int IPV4_BITS = IPV4.length * 8;

  private Prefixes() {}

  static Prefix parse(String text) {
    Matcher written = WRITTEN.matcher(text);
    if (!written.matches()) {
      throw refused(text);
    }
    try {
      byte[] address = InetAddress.getByName(written.group(1)).getAddress();
      int bits = address.length * 8;
      int length = written.group(2) == null ? bits : Integer.parseInt(written.group(2));
      if (length > bits) {
        throw refused(text);
      }
      Prefix prefix = new Prefix();
      prefix.length = 128 - bits + length;
      if (address.length == 4) {
        System.arraycopy(IPV4, 0, prefix.address, 0, IPV4.length);
      }
      System.arraycopy(address, 0, prefix.address, 16 - address.length, address.length);
      clearBehind(prefix);
      return prefix;
    } catch (UnknownHostException e) {
      throw refused(text);
    }
  }

  /** So that 10.1.2.3/8 is shown as what it means. */
  private static void clearBehind(Prefix prefix) {
    for (int bit = prefix.length; bit < 128; bit++) {
      prefix.address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
    }
  }

  private static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(
        text + " is no address: write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32");
  }

  static String text(Prefix prefix) {
    try {
      InetAddress address = InetAddress.getByAddress(prefix.address);
      // Java makes an IPv4 address of what begins as those do.
      int length = address.getAddress().length == 4 ? prefix.length - IPV4_BITS : prefix.length;
      return address.getHostAddress() + "/" + length;
    } catch (UnknownHostException e) {
      throw new AssertionError(e); // 16 bytes always are an address
    }
  }
}
