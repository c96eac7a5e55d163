package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.Cpus;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfArray;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.PerCpu;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Per-CPU maps: each key has a value for every CPU that the machine may come to have. */
@NeedsKernel
final class PerCpuTest {
  private static final int TIMES = 20;

  private static BpfObject load() {
    return Maps.loadWithProgram(
        Maps.GENERAL, "use_by_cpu", "caller", "counts_by_cpu", "recent_by_cpu", "slots_by_cpu");
  }

  @Test
  void programsCountOnTheirOwnCpu() {
    try (BpfObject object = load()) {
      BpfHashMap<Integer, List<Integer>> counts =
          BpfHashMap.of(object.map("counts_by_cpu"), Codec.INT32, PerCpu.of(Codec.INT32));
      BpfHashMap<Integer, List<Long>> recent =
          BpfHashMap.of(object.map("recent_by_cpu"), Codec.INT32, PerCpu.of(Codec.INT64));
      BpfArray<List<Long>> slots = BpfArray.of(object.map("slots_by_cpu"), PerCpu.of(Codec.INT64));
      assertThat(counts.get(1)).isNull();
      counts.put(1, Collections.nCopies(Cpus.possible(), 100));
      recent.put(1, Collections.nCopies(Cpus.possible(), 0L));

      Caller.call(object, "use_by_cpu", TIMES);

      List<Integer> counted = Objects.requireNonNull(counts.get(1));
      assertThat(counted).hasSize(Cpus.possible());
      assertThat(counted.stream().mapToInt(count -> count - 100).sum()).isEqualTo(TIMES);
      assertThat(sum(recent.get(1))).isEqualTo(TIMES);
      assertThat(sum(slots.get(1))).isEqualTo(TIMES);
      assertThat(sum(slots.get(0))).isEqualTo(0);
    }
  }

  @Test
  void valuesOfEachCpuComeBackInTheirOrder() {
    try (BpfObject object = load()) {
      BpfHashMap<Integer, List<Integer>> counts =
          BpfHashMap.of(object.map("counts_by_cpu"), Codec.INT32, PerCpu.of(Codec.INT32));
      List<Integer> values =
          IntStream.range(0, Cpus.possible()).map(cpu -> cpu * 7).boxed().toList();
      counts.put(5, values);
      assertThat(counts.getAll()).containsExactly(5, values);
      assertThat(counts.getAndRemove(5)).isEqualTo(values);
      assertThat(counts.getAll()).isEmpty();
    }
  }

  @Test
  void manyElementsGoInAndOutAtOnce() {
    try (BpfObject object = load()) {
      BpfHashMap<Integer, List<Integer>> counts =
          BpfHashMap.of(object.map("counts_by_cpu"), Codec.INT32, PerCpu.of(Codec.INT32));
      List<Integer> keys = IntStream.range(0, 1000).boxed().toList();
      keys.forEach(key -> counts.put(key, Collections.nCopies(Cpus.possible(), key)));
      List<Integer> met = new ArrayList<>();
      counts.forEach((key, values) -> met.add(values.get(0)));
      assertThat(met).containsExactlyElementsIn(keys);
      assertThat(counts.drain().keySet()).containsExactlyElementsIn(keys);
    }
  }

  @Test
  void valueOfOneCpuIsNoValue() {
    try (BpfObject object = load()) {
      BpfMap map = object.map("counts_by_cpu");
      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class, () -> BpfHashMap.of(map, Codec.INT32, Codec.INT32));
      assertThat(e)
          .hasMessageThat()
          .isEqualTo(
              "map counts_by_cpu: a value is 4 bytes for each of %d CPUs, padded to 8, in Java 4:"
                      .formatted(Cpus.possible())
                  + " see PerCpu");
    }
  }

  private static long sum(@Nullable List<Long> values) {
    return Objects.requireNonNull(values).stream().mapToLong(Long::longValue).sum();
  }
}
