package com.example.addressfirewall;

import com.example.addressfirewall.AddressFirewallSkel.Counts;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Packets from several addresses, between which the list changes. */
final class Rehearsal {
  private static final String[] SENDERS = {"127.0.0.2", "127.0.0.7", "127.0.1.1", "::1"};

  /** Nothing for so long: it is lost. */
  private static final int TIMEOUT_MILLIS = 10_000;

  private final AddressFirewallSkel skel;
  private final AllowList list;

  Rehearsal(AddressFirewallSkel skel, AllowList list) {
    this.skel = skel;
    this.list = list;
  }

  void run() throws IOException {
    System.out.printf("%-20s", "");
    for (String sender : SENDERS) {
      System.out.printf(" %10s", sender);
    }
    System.out.println();
    sendFromAll("nobody allowed");
    list.allow("127.0.0.2");
    sendFromAll("+ 127.0.0.2");
    list.allow("127.0.0.0/24");
    list.allow("::1");
    sendFromAll("+ 127.0.0.0/24, ::1");
    list.forbid("127.0.0.2");
    sendFromAll("- 127.0.0.2");
    list.forbid("127.0.0.0/24");
    sendFromAll("- 127.0.0.0/24");
    AddressFirewall.print(skel, list);
  }

  private void sendFromAll(String change) throws IOException {
    System.out.printf("%-20s", change);
    for (String sender : SENDERS) {
      System.out.printf(" %10s", isPassed(sender) ? "passed" : "dropped");
    }
    System.out.println();
  }

  /** What came through has also arrived. */
  private boolean isPassed(String sender) throws IOException {
    InetAddress from = InetAddress.getByName(sender);
    InetAddress to = from.getAddress().length == 4 ? InetAddress.getByName("127.0.0.1") : from;
    try (DatagramSocket receiver = new DatagramSocket(0, to);
        DatagramSocket socket = new DatagramSocket(0, from)) {
      receiver.setSoTimeout(TIMEOUT_MILLIS);
      Counts before = skel.bss.counts.get();
      socket.send(new DatagramPacket(new byte[1], 1, receiver.getLocalSocketAddress()));
      if (counted(before).passed == before.passed) {
        return false;
      }
      receiver.receive(new DatagramPacket(new byte[1], 1));
      return true;
    }
  }

  /** The counts when the packet has come to the firewall, soon after it was sent. */
  private Counts counted(Counts before) {
    long end = System.nanoTime() + TIMEOUT_MILLIS * 1_000_000L;
    while (System.nanoTime() < end) {
      Counts now = skel.bss.counts.get();
      if (now.passed + now.dropped > before.passed + before.dropped) {
        return now;
      }
      Thread.onSpinWait();
    }
    throw new IllegalStateException("the packet has not come to the firewall");
  }
}
