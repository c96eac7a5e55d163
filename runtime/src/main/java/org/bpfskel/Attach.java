package org.bpfskel;

import org.bpfskel.attach.AttachTarget;
import org.bpfskel.btf.Printable;
import org.jspecify.annotations.Nullable;

/** Turns a target into the call that attaches to it. */
final class Attach {
  private Attach() {}

  static AttachCall to(AttachTarget target) {
    AttachCall call = first(target);
    if (call == null) {
      throw new IllegalArgumentException("no way to attach to " + Printable.of(target.toString()));
    }
    return call;
  }

  private static @Nullable AttachCall first(AttachTarget target) {
    AttachCall network = NetworkTargets.call(target);
    if (network != null) {
      return network;
    }
    AttachCall tracing = TracingTargets.call(target);
    return tracing != null ? tracing : ProbeTargets.call(target);
  }
}
