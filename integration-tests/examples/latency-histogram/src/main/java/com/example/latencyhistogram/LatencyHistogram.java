package com.example.latencyhistogram;

import org.bpfskel.BpfException;
import org.bpfskel.BpfSkeleton;

/** Shows how long tasks waited for a CPU, as a histogram of powers of two. */
@BpfSkeleton(value = "bpf/latency_histogram.bpf.o", name = "LatencyHistogramSkel")
final class LatencyHistogram {
  private static final int SECONDS = 3;

  private LatencyHistogram() {}

  /**
   * @param args for how many seconds; the number of a process to measure alone. Without them the
   *     whole machine for a short time, with threads that wake each other
   */
  public static void main(String[] args) throws InterruptedException {
    try (LatencyHistogramSkel skel = LatencyHistogramSkel.open()) {
      if (args.length > 1) {
        skel.rodata.process.set(Integer.parseInt(args[1]));
      }
      skel.load();
      skel.attach();
      if (args.length == 0) {
        WakingThreads.runFor(SECONDS);
      } else {
        Thread.sleep(1000L * Integer.parseInt(args[0]));
      }
      skel.detach();
      Histogram.of(skel.maps.waits).print();
    } catch (BpfException e) {
      if (e.kind() != BpfException.Kind.PERMISSION) {
        throw e;
      }
      System.err.println("not permitted: this needs root, or CAP_BPF and CAP_PERFMON");
      System.exit(1);
    }
  }
}
