package com.example.packetservice;

import com.example.packetservice.PacketsSkel.Flow;
import java.time.Duration;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Xdp;
import org.bpfskel.micrometer.BpfMeters;
import org.bpfskel.micrometer.KeyTags;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Counts what an interface receives, for Prometheus and for a page. */
@SpringBootApplication
@BpfSkeleton(value = "bpf/packets.bpf.o", name = "PacketsSkel")
public class PacketService {
  /**
   * @param args options of Spring Boot; {@code --interface=eth0} for another one than the loopback
   *     device, {@code --server.port=8081} for another port than 8080
   */
  public static void main(String[] args) {
    SpringApplication.run(PacketService.class, args);
  }

  /** In the kernel, and attached; Spring closes it at the end. */
  @Bean(destroyMethod = "close")
  PacketsSkel skeleton(@Value("${interface:lo}") String name) {
    PacketsSkel skel = PacketsSkel.openAndLoad();
    skel.links.count_packet = skel.progs.count_packet.attach(Xdp.on(name));
    return skel;
  }

  /** Spring binds them to its registry, and closes them before the skeleton. */
  @Bean(destroyMethod = "close")
  BpfMeters meters(PacketsSkel skel) {
    return new BpfMeters()
        .perCpuCounters("bpf.packets", skel.maps.flows, KeyTags.of(Flow.class), t -> t.packets)
        .perCpuCounters("bpf.bytes", skel.maps.flows, KeyTags.of(Flow.class), t -> t.bytes)
        .counter("bpf.others", () -> skel.bss.others.get())
        .refreshEvery(Duration.ofSeconds(1));
  }
}
