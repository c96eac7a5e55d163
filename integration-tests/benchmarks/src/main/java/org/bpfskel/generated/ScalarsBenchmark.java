package org.bpfskel.generated;

import org.bpfskel.BpfSkeleton;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** The scalars of a variable alone. */
@BpfSkeleton(value = "bpf/members.bpf.o", name = "BenchMembersSkel")
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class ScalarsBenchmark extends CopyMeasurement {
  private BenchMembersSkel skel;
  private EveryScalar scalars;

  @Setup(Level.Trial)
  public void open() {
    skel = BenchMembersSkel.open();
    scalars = new EveryScalar(skel.structOps.every.structLayout());
    VariableImage image = new VariableImage(skel.maps.every, "every", scalars.structLayout(), true);
    image.fill(scalars);
    image.edit(scalars);
  }

  @TearDown(Level.Trial)
  public void close() {
    skel.close();
  }

  @Benchmark
  public Object openCopy() {
    scalars.read(scalars.reader);
    return scalars;
  }

  /** Of fields that nobody changed. */
  @Benchmark
  public void loadCopy() {
    scalars.write(scalars.writer);
  }
}
