package org.bpfskel.generated;

import org.bpfskel.BpfSkeleton;
import org.bpfskel.StructOpsMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A whole struct_ops variable, copied as open and load do, libbpf's part included. */
@BpfSkeleton(value = "bpf/tcp_cc.bpf.o", name = "BenchTcpSkel")
@BpfSkeleton(value = "bpf/members.bpf.o", name = "BenchMembersSkel")
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class CopyBenchmark extends CopyMeasurement {
  static final String TCP = "tcp_congestion_ops";
  static final String EVERY = "every_member";

  @Param({TCP, EVERY})
  public String struct = "";

  private Skeleton skel;
  private StructOpsMap map;
  private StructOpsShadow shadow;
  private VariableImage image;

  @Setup(Level.Trial)
  public void open() {
    if (struct.equals(TCP)) {
      BenchTcpSkel tcp = BenchTcpSkel.open();
      take(tcp, tcp.maps.tuned, tcp.structOps.tuned);
    } else {
      BenchMembersSkel members = BenchMembersSkel.open();
      take(members, members.maps.every, members.structOps.every);
    }
  }

  private void take(Skeleton opened, StructOpsMap variable, StructOpsShadow itsShadow) {
    skel = opened;
    map = variable;
    shadow = itsShadow;
    image = filled();
  }

  @TearDown(Level.Trial)
  public void close() {
    skel.close();
  }

  @Benchmark
  public Object openCopy() {
    return filled();
  }

  /** Of fields that nobody changed. */
  @Benchmark
  public Object loadCopy() {
    return image.edit(shadow);
  }

  private VariableImage filled() {
    VariableImage filled = new VariableImage(map, map.name(), shadow.structLayout(), true);
    filled.fill(shadow);
    return filled;
  }
}
