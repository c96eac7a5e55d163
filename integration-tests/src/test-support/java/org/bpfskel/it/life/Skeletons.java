package org.bpfskel.it.life;

import org.bpfskel.BpfSkeleton;

/** What these tests open: among them a map of every kind, and links and variables of several. */
@BpfSkeleton(value = "bpf/tracepoint.bpf.o", name = "CallsSkel")
@BpfSkeleton(value = "bpf/dummy_ops.bpf.o", name = "OpsSkel")
@BpfSkeleton(value = "bpf/globals.bpf.o", name = "VariablesSkel")
@BpfSkeleton(value = "bpf/maps.bpf.o", name = "KindsSkel")
@BpfSkeleton(value = "bpf/maps_storage.bpf.o", name = "StorageSkel")
@BpfSkeleton(value = "bpf/maps_redirect.bpf.o", name = "RedirectSkel")
@BpfSkeleton(value = "bpf/ringbuf.bpf.o", name = "RingsSkel")
@BpfSkeleton(value = "bpf/perf_events.bpf.o", name = "PerfSkel")
@BpfSkeleton(value = "bpf/user_ringbuf.bpf.o", name = "UserRingsSkel")
@BpfSkeleton(value = "bpf/iterators.bpf.o", name = "WalksSkel")
@BpfSkeleton(value = "bpf/test_runs.bpf.o", name = "RunsSkel")
@BpfSkeleton(value = "bpf/refused.bpf.o", name = "RefusedByVerifierSkel")
final class Skeletons {
  private Skeletons() {}
}
