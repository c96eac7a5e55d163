package org.bpfskel.it;

import org.bpfskel.BpfSkeleton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the shadow of a struct that has members of every kind, as open leaves it. */
@BpfSkeleton("bpf/members.bpf.o")
abstract class EveryMemberShadow {
  MembersSkel skel;
  MembersSkel.EveryMember every;

  @BeforeEach
  final void open() {
    skel = MembersSkel.open();
    every = skel.structOps.every;
  }

  @AfterEach
  final void close() {
    skel.close();
  }
}
