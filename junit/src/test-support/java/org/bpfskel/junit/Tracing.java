package org.bpfskel.junit;

import org.bpfskel.BpfSkeleton;

/** Programs of the tests, and what they count. */
@BpfSkeleton(value = "bpf/tracepoint.bpf.o", name = "TracepointSkel")
@BpfSkeleton(value = "bpf/test_runs.bpf.o", name = "TestRunsSkel")
final class Tracing {
  private Tracing() {}
}
