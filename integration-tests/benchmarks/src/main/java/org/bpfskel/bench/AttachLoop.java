package org.bpfskel.bench;

import org.bpfskel.BpfSkeleton;

/** What {@code attach.c} does, in Java: so many times, warm. */
@BpfSkeleton(value = "bpf/tcp_cc.bpf.o", name = "AttachSkel")
final class AttachLoop {
  private AttachLoop() {}

  public static void main(String[] args) {
    Rounds.report("attach", Integer.parseInt(args[0]), 1, AttachLoop::once);
  }

  static void once() {
    try (AttachSkel skel = AttachSkel.openAndLoad()) {
      skel.attach();
    }
  }
}
