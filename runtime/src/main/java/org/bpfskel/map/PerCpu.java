package org.bpfskel.map;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.Cpus;
import org.bpfskel.data.Codec;
import org.bpfskel.data.OneToOne;
import org.bpfskel.internal.element.ElementBytes;

/**
 * The value of a per-CPU map: one for each possible CPU, by the CPU's number, each padded to a
 * multiple of 8 bytes.
 */
public final class PerCpu {
  private PerCpu() {}

  /**
   * How such values become a list of {@link Cpus#possible} elements, and back.
   *
   * @param <V> what the value of one CPU is in Java
   * @param value of one CPU
   * @return a codec for the values of all possible CPUs
   * @throws org.bpfskel.BpfException if libbpf is missing
   */
  public static <V> Codec<List<V>> of(Codec<V> value) {
    return new Values<>(value, ElementBytes.align(value.size()), Cpus.possible());
  }

  private record Values<V>(Codec<V> value, int stride, int cpus)
      implements Codec<List<V>>, OneToOne {
    @Override
    public int size() {
      return stride * cpus;
    }

    @Override
    public boolean isOneToOne() {
      return OneToOne.is(value);
    }

    @Override
    public List<V> read(ByteBuffer bytes, int at) {
      List<V> list = new ArrayList<>(cpus);
      for (int cpu = 0; cpu < cpus; cpu++) {
        list.add(value.read(bytes, at + cpu * stride));
      }
      return list;
    }

    @Override
    public void write(ByteBuffer bytes, int at, List<V> list) {
      if (list.size() != cpus) {
        throw new IllegalArgumentException(
            list.size() + " values, but this machine may have " + cpus + " CPUs");
      }
      for (int cpu = 0; cpu < cpus; cpu++) {
        int start = at + cpu * stride;
        value.write(bytes, start, list.get(cpu));
        for (int i = value.size(); i < stride; i++) {
          bytes.put(start + i, (byte) 0);
        }
      }
    }
  }
}
