package org.bpfskel.it.lab;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Netkit;
import org.bpfskel.it.Command;
import org.bpfskel.it.Counting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Programs of a netkit device and of its peer. */
@Tag("lab-debian")
@Tag("lab-newest")
@BpfSkeleton("bpf/network.bpf.o")
class NetkitTest {
  private static final String PRIMARY = "bpfskel0";

  /** The kernel names it. */
  private static final String PEER = "nk0";

  private NetworkSkel skel;

  @BeforeEach
  void load() throws IOException {
    Command.run(List.of("ip", "link", "add", PRIMARY, "type", "netkit")).succeeded();
    skel = NetworkSkel.openAndLoad();
  }

  @AfterEach
  void close() throws IOException {
    skel.close();
    Command.run(List.of("ip", "link", "del", PRIMARY)).succeeded();
  }

  @Test
  void primaryProgramSeesWhatTheDeviceSends() throws IOException {
    Command.run(List.of("ip", "addr", "add", "10.99.0.1/24", "dev", PRIMARY)).succeeded();
    for (String each : List.of(PRIMARY, PEER)) {
      Command.run(List.of("ip", "link", "set", each, "up")).succeeded();
    }
    new Counting(skel.object(), "primary")
        .countsUntilClosed(
            Netkit.primary(PRIMARY),
            () -> {
              try (DatagramSocket socket = new DatagramSocket()) {
                byte[] bytes = new byte[100];
                InetAddress neighbour = InetAddress.getByAddress(new byte[] {10, 99, 0, 2});
                socket.send(new DatagramPacket(bytes, bytes.length, neighbour, 9));
              }
            });
  }

  @Test
  void deviceOfAnotherKindIsRefused() {
    BpfException refusal =
        assertThrows(BpfException.class, () -> skel.progs.on_primary.attach(Netkit.primary("lo")));
    assertThat(refusal).hasMessageThat().contains("the interface is no netkit device");
  }
}
