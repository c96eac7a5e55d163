package com.example.packetcounter;

import com.example.packetcounter.PacketCounterSkel.Flow;
import com.example.packetcounter.PacketCounterSkel.Traffic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Xdp;

/** Counts what an interface receives, by sender, protocol and port. */
@BpfSkeleton(value = "bpf/packet_counter.bpf.o", name = "PacketCounterSkel")
final class PacketCounter {
  private static final int SECONDS = 10;

  /** IANA's numbers of the protocols that have names here. */
  private static final Map<Integer, String> PROTOCOLS =
      Map.of(1, "ICMP", 6, "TCP", 17, "UDP", 58, "ICMPv6");

  private PacketCounter() {}

  /**
   * @param args an interface, and for how many seconds; without them the loopback device, to which
   *     packets are sent
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (PacketCounterSkel skel = PacketCounterSkel.openAndLoad()) {
      skel.links.count_packet =
          skel.progs.count_packet.attach(Xdp.on(args.length > 0 ? args[0] : "lo"));
      if (args.length == 0) {
        Datagrams.send();
      } else {
        Thread.sleep(1000L * (args.length > 1 ? Integer.parseInt(args[1]) : SECONDS));
      }
      skel.detach();
      print(skel);
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      System.err.println("not permitted: this needs root, or CAP_BPF and CAP_NET_ADMIN");
      System.exit(1);
    }
  }

  /** The busiest first. */
  private static void print(PacketCounterSkel skel) throws UnknownHostException {
    System.out.printf(
        "%-8s %-39s %5s %10s %12s%n", "protocol", "source", "port", "packets", "bytes");
    List<Row> rows =
        skel.maps.flows.getAll().entrySet().stream()
            .map(each -> new Row(each.getKey(), sum(each.getValue())))
            .sorted(Comparator.comparingLong((Row row) -> row.traffic.packets).reversed())
            .toList();
    for (Row row : rows) {
      Flow flow = row.flow;
      System.out.printf(
          "%-8s %-39s %5d %10d %12d%n",
          PROTOCOLS.getOrDefault(flow.protocol, Integer.toString(flow.protocol)),
          InetAddress.getByAddress(flow.source).getHostAddress(),
          flow.port,
          row.traffic.packets,
          row.traffic.bytes);
    }
    System.out.printf("neither IPv4 nor IPv6: %d%n", skel.bss.others.get());
  }

  private record Row(Flow flow, Traffic traffic) {}

  private static Traffic sum(List<Traffic> byCpu) {
    Traffic sum = new Traffic();
    for (Traffic cpu : byCpu) {
      sum.packets += cpu.packets;
      sum.bytes += cpu.bytes;
    }
    return sum;
  }
}
