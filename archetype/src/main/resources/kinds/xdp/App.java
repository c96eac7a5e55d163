package ${package};

import ${package}.XdpSkel.Traffic;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Xdp;

/** Prints every second how much an interface received of each IP protocol. */
@BpfSkeleton("bpf/xdp.bpf.o")
public final class App {
  private App() {}

  /**
   * Runs until it is ended.
   *
   * @param args the interface; lo if there is none
   */
  public static void main(String[] args) throws InterruptedException {
    try (XdpSkel skel = XdpSkel.openAndLoad()) {
      skel.links.on_packet = skel.progs.on_packet.attach(Xdp.on(args.length > 0 ? args[0] : "lo"));
      while (true) {
        Thread.sleep(1000);
        skel.maps.protocols.forEach(App::print);
      }
    }
  }

  private static void print(int protocol, Traffic traffic) {
    if (traffic.packets > 0) {
      System.out.printf(
          "protocol %3d: %8d packets, %10d bytes%n", protocol, traffic.packets, traffic.bytes);
    }
  }
}
