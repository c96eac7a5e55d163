package com.example.packetservice;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page shows. */
@RestController
class FlowsController {
  /** IANA's numbers of the protocols that have names here. */
  private static final Map<Integer, String> PROTOCOLS =
      Map.of(1, "ICMP", 6, "TCP", 17, "UDP", 58, "ICMPv6");

  private final PacketsSkel skel;

  FlowsController(PacketsSkel skel) {
    this.skel = skel;
  }

  record Row(String protocol, int port, long packets, long bytes) {}

  /** The busiest first. */
  @GetMapping("/flows")
  List<Row> flows() {
    return skel.maps.flows.getAll().entrySet().stream()
        .map(
            each ->
                new Row(
                    PROTOCOLS.getOrDefault(
                        each.getKey().protocol, Integer.toString(each.getKey().protocol)),
                    each.getKey().port,
                    each.getValue().stream().mapToLong(cpu -> cpu.packets).sum(),
                    each.getValue().stream().mapToLong(cpu -> cpu.bytes).sum()))
        .sorted(Comparator.comparingLong(Row::packets).reversed())
        .limit(20)
        .toList();
  }
}
