package org.bpfskel;

import java.util.List;
import org.bpfskel.internal.LaterFunction;

/** Refuses what the libbpf in use does not have yet. */
final class LaterLibbpf {
  private LaterLibbpf() {}

  static void require(LaterFunction function, Object what) {
    if (!function.isThere()) {
      throw new BpfException(
          function.function(),
          what.toString(),
          "EOPNOTSUPP",
          "it needs libbpf %s or newer".formatted(function.since()),
          List.of());
    }
  }
}
