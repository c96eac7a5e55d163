package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Order;
import org.bpfskel.attach.Sockmap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Functions that came to libbpf after 1.4: with those that have them, and without. */
@NeedsKernel
final class LaterLibbpfTest extends LoadedNetwork {
  @Test
  void olderLibbpfIsToldTheVersionThatHasTheFunction() throws IOException {
    int minor = LibbpfVersion.inUse().minor();
    Assumptions.assumeTrue(minor < 5, () -> "libbpf 1." + minor + " has them");
    assertThat(
            assertThrows(
                BpfException.class,
                () -> skel.progs.on_verdict.attach(Sockmap.of(skel.maps.sockets))))
        .hasMessageThat()
        .contains("needs libbpf 1.5 or newer");
    Cgroup first = Cgroup.at(CgroupV2.root()).order(Order.FIRST);
    assertThat(assertThrows(BpfException.class, () -> skel.progs.on_sysctl.attach(first)))
        .hasMessageThat()
        .contains("needs libbpf 1.6 or newer");
    try (TcpCcSkel tcp = TcpCcSkel.openAndLoad()) {
      assertThat(
              assertThrows(BpfException.class, () -> skel.progs.on_xdp.associate(tcp.maps.tuned)))
          .hasMessageThat()
          .contains("needs libbpf 1.7 or newer");
    }
  }

  @Test
  void sockmapProgramSeesTheDataOfItsSockets() throws IOException {
    assumeMinor(5);
    RunningKernel.assumeLinux(6, 10);
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        BpfLink filling = skel.progs.on_established.attach(Cgroup.at(CgroupV2.root()))) {
      assertThat(filling.isOpen()).isTrue();
      new Globals(skel.object()).set("port", server.getLocalPort());
      new Counting(skel.object(), "verdict")
          .countsUntilClosed(
              Sockmap.of(skel.maps.sockets),
              () -> {
                try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket accepted = server.accept()) {
                  client.getOutputStream().write(1);
                  assertThat(accepted.getInputStream().read()).isEqualTo(1);
                }
              });
      BpfException refusal =
          assertThrows(
              BpfException.class,
              () -> skel.progs.on_verdict.attach(Sockmap.of(skel.maps.no_sockets)));
      assertThat(refusal).hasMessageThat().contains("the map is no sockmap or sockhash");
    }
  }

  @Test
  void cgroupProgramIsPlacedAmongOthers() throws IOException {
    assumeMinor(6);
    RunningKernel.assumeLinux(6, 17);
    try (CgroupV2 cgroup = CgroupV2.create()) {
      new Counting(skel.object(), "sysctl")
          .countsUntilClosed(
              Cgroup.at(cgroup.directory()).order(Order.FIRST),
              () -> cgroup.run("cat /proc/sys/kernel/ostype"));
    }
  }

  private static void assumeMinor(int needed) throws IOException {
    int minor = LibbpfVersion.inUse().minor();
    Assumptions.assumeTrue(minor >= needed, () -> "needs libbpf 1." + needed);
  }
}
