package com.example.addressfirewall;

import com.example.addressfirewall.AddressFirewallSkel.Counts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.attach.Xdp;

/** Drops what an interface receives, but from addresses of a list that can change at any time. */
@BpfSkeleton(value = "bpf/address_firewall.bpf.o", name = "AddressFirewallSkel")
final class AddressFirewall {
  private AddressFirewall() {}

  /**
   * @param args an interface and the addresses that are allowed from the beginning; without them
   *     the loopback device of a network of its own, with packets from several addresses
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int status = 0;
    try (AddressFirewallSkel skel = AddressFirewallSkel.openAndLoad()) {
      AllowList list = new AllowList(skel.maps.allowed);
      if (args.length == 0) {
        status = OwnNetwork.run(AddressFirewall.class, OwnNetwork.LOOPBACK, OwnNetwork.REHEARSAL);
      } else if (List.of(args).contains(OwnNetwork.REHEARSAL)) {
        attach(skel, args[0]);
        new Rehearsal(skel, list).run();
      } else {
        // Before the program is attached: else it would drop the connection that this is typed by.
        for (String prefix : List.of(args).subList(1, args.length)) {
          list.allow(prefix);
        }
        attach(skel, args[0]);
        followCommands(skel, list);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      status = 1;
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      System.err.println("not permitted: this needs root, or CAP_BPF and CAP_NET_ADMIN");
      status = 1;
    }
    System.exit(status);
  }

  private static void attach(AddressFirewallSkel skel, String device) {
    skel.links.firewall = skel.progs.firewall.attach(Xdp.on(device));
  }

  /** Until the end of the input. */
  private static void followCommands(AddressFirewallSkel skel, AllowList list) throws IOException {
    System.out.println("+ ADDRESS allows one, - ADDRESS no longer, ? shows the list; Ctrl-D ends");
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      try {
        follow(line.strip(), skel, list);
      } catch (IllegalArgumentException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private static void follow(String command, AddressFirewallSkel skel, AllowList list) {
    if (command.startsWith("+")) {
      list.allow(command.substring(1).strip());
    } else if (command.startsWith("-")) {
      list.forbid(command.substring(1).strip());
    } else {
      print(skel, list);
    }
  }

  static void print(AddressFirewallSkel skel, AllowList list) {
    list.print();
    Counts counts = skel.bss.counts.get();
    System.out.printf("%d packets passed, %d dropped%n", counts.passed, counts.dropped);
  }
}
