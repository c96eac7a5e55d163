package com.example.xdpfirewall;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Xdp;

/** Lets in TCP connections to some ports alone; the list changes while it runs. */
@BpfSkeleton(value = "bpf/firewall.bpf.o", name = "FirewallSkel")
final class XdpFirewall {
  private XdpFirewall() {}

  /**
   * Reads lines from standard input until its end: {@code +443} allows a port, {@code -443} no
   * longer does, and anything else prints the list.
   *
   * @param args an interface, and ports that are allowed from the beginning
   */
  public static void main(String[] args) throws IOException {
    String device = args.length > 0 ? args[0] : "lo";
    try (FirewallSkel skel = FirewallSkel.openAndLoad()) {
      for (int i = 1; i < args.length; i++) {
        skel.maps.allowed.put(Integer.parseInt(args[i]), 0L);
      }
      skel.links.firewall = skel.progs.firewall.attach(Xdp.on(device));
      System.out.println("firewall on " + device);
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.matches("\\+\\d{1,5}")) {
          skel.maps.allowed.put(Integer.parseInt(line.substring(1)), 0L);
        } else if (line.matches("-\\d{1,5}")) {
          skel.maps.allowed.remove(Integer.parseInt(line.substring(1)));
        }
        print(skel);
      }
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      System.err.println("not permitted: this needs root, or CAP_BPF and CAP_NET_ADMIN");
      System.exit(1);
    }
  }

  private static void print(FirewallSkel skel) {
    skel.maps.allowed.forEach(
        (port, asked) -> System.out.printf("port %5d: %d connections%n", port, asked));
    System.out.printf("refused: %d connections%n", skel.bss.refused.get());
  }
}
