package org.bpfskel.it;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Sends one datagram over the loopback device each time, of a size that nobody else sends.
 *
 * @param payload its size in bytes, without headers
 */
public record Datagrams(int payload) implements Action {
  private static final int STUCK_MILLIS = 30_000;

  @Override
  public void run() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (DatagramSocket receiver = new DatagramSocket(new InetSocketAddress(loopback, 0));
        DatagramSocket sender = new DatagramSocket()) {
      sender.send(new DatagramPacket(new byte[payload], payload, receiver.getLocalSocketAddress()));
      receiver.setSoTimeout(STUCK_MILLIS);
      receiver.receive(new DatagramPacket(new byte[payload], payload));
    }
  }
}
