package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.LinkType;
import org.bpfskel.attach.Cgroup;
import org.bpfskel.attach.Netfilter;
import org.bpfskel.attach.Netfilter.Hook;
import org.bpfskel.attach.Netns;
import org.bpfskel.attach.Order;
import org.bpfskel.attach.Tcx;
import org.bpfskel.attach.Xdp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that packets pass, on the loopback device and in a cgroup. */
@NeedsKernel
@BpfSkeleton("bpf/network.bpf.o")
final class NetworkAttachTest {
  private static final String LOOPBACK = "lo";

  private final Action datagram = new Datagrams(ThreadLocalRandom.current().nextInt(9_000, 60_000));
  private NetworkSkel skel;
  private Globals globals;

  @BeforeEach
  void load() {
    skel = NetworkSkel.open();
    skel.progs.on_netfilter.setAutoload(hasNetfilter());
    skel.load();
    globals = new Globals(skel.object());
    globals.set("payload", ((Datagrams) datagram).payload());
  }

  @AfterEach
  void close() {
    skel.close();
  }

  private static boolean hasNetfilter() {
    return !System.getProperty("os.version").startsWith("6.1.");
  }

  private Counting counting(String name) {
    return new Counting(skel.object(), name);
  }

  @Test
  void xdpProgramSeesWhatAnInterfaceReceives() throws IOException {
    counting("xdp").countsUntilClosed(Xdp.on(LOOPBACK), datagram);
    int index = NetworkInterface.getByName(LOOPBACK).getIndex();
    counting("xdp").countsUntilClosed(Xdp.on(index), datagram);
  }

  @Test
  void interfaceTakesOneXdpProgram() {
    try (BpfLink link = skel.progs.on_xdp.attach(Xdp.on(LOOPBACK))) {
      BpfException refusal =
          assertThrows(BpfException.class, () -> skel.progs.on_xdp_too.attach(Xdp.on(LOOPBACK)));
      assertThat(refusal.errnoName()).isEqualTo("EBUSY");
      assertThat(refusal).hasMessageThat().contains("takes one only");
      assertThat(link.isOpen()).isTrue();
    }
  }

  @Test
  void tcxProgramsSeeBothDirections() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    counting("ingress").countsUntilClosed(Tcx.ingress(LOOPBACK), datagram);
    counting("egress").countsUntilClosed(Tcx.egress(LOOPBACK), datagram);
  }

  @Test
  void tcxProgramsRunInTheOrderThatIsAskedFor() throws IOException {
    RunningKernel.assumeLinux(6, 6);
    try (BpfLink second = skel.progs.on_ingress.attach(Tcx.ingress(LOOPBACK));
        BpfLink first =
            skel.progs.on_ingress_first.attach(
                Tcx.ingress(LOOPBACK).order(Order.beforeLink(second.info().id())))) {
      datagram.run();
      assertThat(globals.get("ingress_order")).isEqualTo(21);
      assertThat(first.info().type()).isEqualTo(LinkType.TCX);
    }
  }

  @Test
  void orderThatNamesAStrangerIsRefused() {
    RunningKernel.assumeLinux(6, 6);
    Tcx target = Tcx.ingress(LOOPBACK).order(Order.afterProgram(Integer.MAX_VALUE));
    BpfException refusal =
        assertThrows(BpfException.class, () -> skel.progs.on_ingress.attach(target));
    assertThat(refusal).hasMessageThat().contains("that the order names is not attached there");
  }

  @Test
  void netfilterProgramSeesWhatThisMachineSends() throws IOException {
    RunningKernel.assumeLinux(6, 4);
    counting("netfilter").countsUntilClosed(Netfilter.ipv4(Hook.LOCAL_OUT), datagram);
    counting("netfilter")
        .countsUntilClosed(Netfilter.ipv4(Hook.PRE_ROUTING).priority(-200).defragment(), datagram);
  }

  @Test
  void netfilterKeepsTheLastPriorityForItself() {
    RunningKernel.assumeLinux(6, 4);
    Netfilter target = Netfilter.ipv6(Hook.FORWARD).priority(Integer.MAX_VALUE);
    BpfException refusal =
        assertThrows(BpfException.class, () -> skel.progs.on_netfilter.attach(target));
    assertThat(refusal.errnoName()).isEqualTo("ERANGE");
    assertThat(refusal).hasMessageThat().contains("the kernel's own");
  }

  @Test
  void lookupProgramSeesConnectionsInItsNamespace() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      globals.set("port", server.getLocalPort());
      Action connect = () -> new Socket(server.getInetAddress(), server.getLocalPort()).close();
      counting("lookup").countsUntilClosed(Netns.current(), connect);
      counting("lookup").countsUntilClosed(Netns.at(Path.of("/proc/self/ns/net")), connect);
    }
  }

  @Test
  void namespaceTakesOneFlowDissector() {
    try (BpfLink link = skel.progs.on_dissect.attach(Netns.current())) {
      assertThat(link.info().type()).isEqualTo(LinkType.NETNS);
      BpfException refusal =
          assertThrows(BpfException.class, () -> skel.progs.on_dissect.attach(Netns.current()));
      assertThat(refusal).hasMessageThat().contains("as many programs as the kernel allows");
    }
    skel.progs.on_dissect.attach(Netns.current()).close();
  }

  @Test
  void cgroupProgramSeesWhatIsDoneInsideAlone() throws IOException {
    try (CgroupV2 cgroup = CgroupV2.create();
        CgroupV2 other = CgroupV2.create()) {
      Cgroup target = Cgroup.at(cgroup.directory());
      Action read = () -> cgroup.run("cat /proc/sys/kernel/ostype");
      counting("sysctl").countsUntilClosed(target, read);
      try (BpfLink link = skel.progs.on_sysctl.attach(target)) {
        assertThat(link.info().type()).isEqualTo(LinkType.CGROUP);
        assertThat(counting("sysctl").runsDuring(() -> other.run("cat /proc/sys/kernel/ostype")))
            .isEqualTo(0);
      }
    }
  }
}
