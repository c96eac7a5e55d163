package com.example.addressfirewall;

import com.example.addressfirewall.AddressFirewallSkel.Prefix;
import org.bpfskel.map.BpfLpmTrie;

/** The addresses that the firewall lets through. The next packet meets what is changed here. */
final class AllowList {
  private final BpfLpmTrie<Prefix, Long> allowed;

  AllowList(BpfLpmTrie<Prefix, Long> allowed) {
    this.allowed = allowed;
  }

  /** What is allowed already keeps its count. */
  void allow(String prefix) {
    allowed.putIfAbsent(Prefixes.parse(prefix), 0L);
  }

  /** Takes the very prefix away; addresses of it may be allowed by a longer or a shorter one. */
  void forbid(String prefix) {
    if (!allowed.remove(Prefixes.parse(prefix))) {
      throw new IllegalArgumentException(prefix + " is not on the list: ? shows it");
    }
  }

  void print() {
    System.out.printf("%-43s %10s%n", "allowed", "packets");
    allowed
        .getAll()
        .forEach(
            (prefix, packets) -> System.out.printf("%-43s %10d%n", Prefixes.text(prefix), packets));
  }
}
