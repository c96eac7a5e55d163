package com.example.packetcounter;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Something to count, without another machine. */
final class Datagrams {
  private static final int COUNT = 1000;
  private static final int BYTES = 100;

  /** Nothing for so long: it is lost. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private Datagrams() {}

  /** Sends them over the loopback device, the next one when one has arrived. */
  static void send() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (DatagramSocket receiver = new DatagramSocket(0, here);
        DatagramSocket sender = new DatagramSocket(0, here)) {
      receiver.setSoTimeout(TIMEOUT_MILLIS);
      byte[] bytes = new byte[BYTES];
      System.out.printf(
          "%d datagrams of %d bytes to %s%n", COUNT, BYTES, receiver.getLocalSocketAddress());
      for (int i = 0; i < COUNT; i++) {
        sender.send(new DatagramPacket(bytes, BYTES, receiver.getLocalSocketAddress()));
        receiver.receive(new DatagramPacket(bytes, BYTES));
      }
    }
  }
}
