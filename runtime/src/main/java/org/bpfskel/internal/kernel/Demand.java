package org.bpfskel.internal.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bpfskel.internal.os.Capability;

/**
 * What the kernel asks for before it takes a program or makes a map.
 *
 * @param capabilities of the process, all of them; {@code CAP_SYS_ADMIN} stands for each
 * @param options that the kernel has to be built with, for load
 * @param attachOptions those for attaching to something of the kernel's
 * @param unprivileged whether it takes such a program from any process, where the system allows it
 */
public record Demand(
    Set<Capability> capabilities,
    List<String> options,
    List<String> attachOptions,
    boolean unprivileged) {
  /** Nothing but what all of BPF asks for. */
  static final Demand OF_ALL =
      new Demand(EnumSet.of(Capability.CAP_BPF), List.of(), List.of(), false);

  Demand and(Capability... more) {
    Set<Capability> all = EnumSet.copyOf(capabilities);
    all.addAll(List.of(more));
    return new Demand(all, options, attachOptions, unprivileged);
  }

  Demand option(String... more) {
    return new Demand(capabilities, joined(options, more), attachOptions, unprivileged);
  }

  Demand attachOption(String... more) {
    return new Demand(capabilities, options, joined(attachOptions, more), unprivileged);
  }

  private static List<String> joined(List<String> some, String... more) {
    List<String> all = new ArrayList<>(some);
    all.addAll(List.of(more));
    return all;
  }

  /** For a kind that the kernel takes from any process, if the system allows that. */
  Demand orUnprivileged() {
    return new Demand(capabilities, options, attachOptions, true);
  }
}
