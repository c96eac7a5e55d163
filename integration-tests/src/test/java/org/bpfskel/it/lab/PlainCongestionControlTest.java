package org.bpfskel.it.lab;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.Skeleton;
import org.junit.jupiter.api.Tag;

/** {@code .struct_ops}, which every kernel takes. */
@Tag("lab-oldest")
@Tag("lab-debian")
@Tag("lab-newest")
@BpfSkeleton("bpf/tcp_cc_plain.bpf.o")
class PlainCongestionControlTest extends CongestionControlContract {

  @Override
  Skeleton edited() {
    TcpCcPlainSkel skel = TcpCcPlainSkel.open();
    skel.structOps.tuned.name = NAME;
    skel.structOps.tuned.cong_avoid = skel.progs.cong_avoid_fast;
    return skel;
  }
}
