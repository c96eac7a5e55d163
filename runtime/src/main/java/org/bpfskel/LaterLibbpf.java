package org.bpfskel;

import org.bpfskel.internal.LaterFunction;

/** Refuses what the libbpf in use does not have yet. */
final class LaterLibbpf {
  private LaterLibbpf() {}

  static void require(LaterFunction function, Object what) {
    if (!function.isThere()) {
      throw new BpfException(
          function.function(),
          what.toString(),
          BpfException.Kind.NOT_SUPPORTED,
          "it needs libbpf %s or newer".formatted(function.since()));
    }
  }
}
