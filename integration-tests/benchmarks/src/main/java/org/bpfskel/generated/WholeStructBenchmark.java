package org.bpfskel.generated;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Every member of a struct_ops type, callbacks and text among them. */
@BpfSkeleton("bpf/whole_ops.bpf.o")
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class WholeStructBenchmark extends CopyMeasurement {
  static final String TCP = "tcp_congestion_ops";
  static final String SCHED_EXT = "sched_ext_ops";

  @Param({TCP, SCHED_EXT})
  public String struct = "";

  private WholeOpsSkel skel;
  private GeneratedShadow shadow;
  private CapturedAccess access;

  @Setup(Level.Trial)
  public void open() {
    skel = WholeOpsSkel.open();
    if (struct.equals(TCP)) {
      take(skel.maps.congestion, skel.structOps.congestion);
    } else {
      take(skel.maps.scheduler, skel.structOps.scheduler);
    }
  }

  private void take(StructOpsMap map, GeneratedShadow itsShadow) {
    shadow = itsShadow;
    access = new CapturedAccess(shadow.structLayout());
    VariableImage image = new VariableImage(map, map.name(), shadow.structLayout(), true);
    image.fill(access);
    image.edit(access);
  }

  @TearDown(Level.Trial)
  public void close() {
    skel.close();
  }

  @Benchmark
  public Object openCopy() {
    shadow.read(access.reader);
    return shadow;
  }

  /** Of fields that nobody changed. */
  @Benchmark
  public void loadCopy() {
    shadow.write(access.writer);
  }
}
