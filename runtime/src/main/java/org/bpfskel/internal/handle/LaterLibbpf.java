package org.bpfskel.internal.handle;

import org.bpfskel.BpfException;
import org.bpfskel.internal.libbpf.LaterFunction;

/** Refuses what the libbpf in use does not have yet. */
public final class LaterLibbpf {
  private LaterLibbpf() {}

  public static void require(LaterFunction function, Object what) {
    if (!function.isThere()) {
      throw new BpfException(
          function.function(),
          what.toString(),
          BpfException.Kind.NOT_SUPPORTED,
          "it needs libbpf %s or newer".formatted(function.since()));
    }
  }
}
