package com.example;

import org.bpfskel.BpfSkeleton;

/** The host of the skeleton: Scala's compiler runs no annotation processors. */
@BpfSkeleton("bpf/greeting.bpf.o")
final class Host {
  private Host() {}
}
