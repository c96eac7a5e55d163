package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.MapOptions;
import org.bpfskel.MapType;
import org.bpfskel.TestRun;
import org.bpfskel.data.Codec;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfPerfEventArray;
import org.junit.jupiter.api.Test;

/** Maps whose kind is chosen before load. */
@BpfSkeleton(value = "bpf/growing.bpf.o", name = "EitherSkel")
@NeedsKernel
final class ChosenKindTest {
  private static final TestRun PACKET = TestRun.builder().dataIn(new byte[64]).build();
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<Long> numbers = new ArrayList<>();

  private static EitherSkel open() {
    EitherSkel skel = EitherSkel.open();
    skel.progs.fill.setAutoload(false);
    return skel;
  }

  @Test
  void oneSkeletonSendsByARing() {
    try (EitherSkel skel = open();
        RingBuffer ring = new RingBuffer()) {
      skel.load();
      ring.on(skel.maps.events, Codec.INT64, numbers::add);
      skel.progs.send.testRun(PACKET);
      assertThat(ring.poll(LONG)).isEqualTo(1);
      assertThat(numbers).containsExactly(42L);
    }
  }

  @Test
  void theSameOneSendsByPerfBuffers() {
    try (EitherSkel skel = open();
        RingBuffer ring = new RingBuffer();
        PerfBuffer perf = new PerfBuffer()) {
      MapOptions events = skel.maps.events.options();
      events.setType(MapType.PERF_EVENT_ARRAY);
      events.setKeySize(4);
      events.setValueSize(4);
      events.setMaxEntries(0);
      assertThat(skel.maps.events.type()).isEqualTo(MapType.PERF_EVENT_ARRAY);
      skel.rodata.by_perf.set(true);
      skel.load();
      perf.on(
          BpfPerfEventArray.of(skel.maps.events),
          Codec.INT64,
          (cpu, number) -> numbers.add(number));
      skel.progs.send.testRun(PACKET);
      assertThat(perf.poll(LONG)).isEqualTo(1);
      assertThat(numbers).containsExactly(42L);

      IllegalArgumentException e =
          assertThrows(
              IllegalArgumentException.class,
              () -> ring.on(skel.maps.events, Codec.INT64, numbers::add));
      assertThat(e).hasMessageThat().contains("is of kind BPF_MAP_TYPE_PERF_EVENT_ARRAY; this");
    }
  }

  @Test
  void perCpuMapTakesNoValueOfOneCpu() {
    try (BpfObject object = Maps.open(Maps.GENERAL, "counts")) {
      BpfHashMap<Integer, Long> counts =
          BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
      counts.options().setType(MapType.PERCPU_HASH);
      object.load();
      assertThat(counts.info().type()).isEqualTo(MapType.PERCPU_HASH);
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> counts.get(1));
      assertThat(e).hasMessageThat().contains("CPUs, padded to 8");
    }
  }

  @Test
  void kindsOfWhichLibbpfKeepsMoreStay() {
    try (EitherSkel skel = open()) {
      MapOptions events = skel.maps.events.options();
      for (MapType type :
          List.of(
              MapType.STRUCT_OPS,
              MapType.ARENA,
              MapType.PROG_ARRAY,
              MapType.ARRAY_OF_MAPS,
              MapType.HASH_OF_MAPS)) {
        IllegalArgumentException e =
            assertThrows(IllegalArgumentException.class, () -> events.setType(type));
        assertThat(e).hasMessageThat().contains("cannot become another kind");
      }
      assertThrows(
          IllegalArgumentException.class, () -> skel.maps.rodata.options().setType(MapType.HASH));
      assertThat(skel.maps.events.type()).isEqualTo(MapType.RINGBUF);
    }
  }
}
