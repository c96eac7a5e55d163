package org.bpfskel.it.lab;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.Skeleton;
import org.junit.jupiter.api.Tag;

/** {@code .struct_ops.link}, which needs Linux 6.4. */
@Tag("lab-debian")
@Tag("lab-newest")
@BpfSkeleton("bpf/tcp_cc.bpf.o")
class LinkedCongestionControlTest extends CongestionControlContract {

  @Override
  Skeleton edited() {
    TcpCcSkel skel = TcpCcSkel.open();
    skel.structOps.tuned.name = NAME;
    skel.structOps.tuned.cong_avoid = skel.progs.cong_avoid_fast;
    return skel;
  }
}
