package org.bpfskel.micrometer;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.Cpus;
import org.bpfskel.junit.BpfTest;
import org.bpfskel.micrometer.MapsSkel.Flow;
import org.bpfskel.micrometer.MapsSkel.Traffic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meters have what the kernel has. */
@BpfSkeleton(value = "bpf/maps.bpf.o", name = "MapsSkel")
@BpfSkeleton(value = "bpf/globals.bpf.o", name = "GlobalsSkel")
@BpfTest(
    value = {MapsSkel.class, GlobalsSkel.class},
    upTo = BpfTest.Step.LOAD)
class BpfMetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BpfMeters meters = new BpfMeters();

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void globalVariablesAreReadWithTheirMeters(GlobalsSkel skel) {
    meters
        .counter("calls", () -> skel.bss.calls.get(), "kind", "all")
        .gauge("threshold", () -> skel.data.threshold.get())
        .bindTo(registry);
    skel.bss.calls.set(5);
    skel.data.threshold.set(-3);
    assertThat(registry.get("calls").tag("kind", "all").functionCounter().count()).isEqualTo(5.0);
    assertThat(registry.get("threshold").gauge().value()).isEqualTo(-3.0);
    skel.bss.calls.set(7);
    assertThat(registry.get("calls").functionCounter().count()).isEqualTo(7.0);
  }

  @Test
  void eachKeyHasMetersAsLongAsItIsThere(MapsSkel skel) {
    meters
        .counters("packets", skel.maps.flows, KeyTags.of(Flow.class), traffic -> traffic.packets)
        .gauges("bytes", skel.maps.flows, KeyTags.of(Flow.class), traffic -> traffic.bytes)
        .bindTo(registry);
    assertThat(registry.getMeters()).isEmpty();
    Flow one = flow(-1, (short) -2);
    skel.maps.flows.put(one, traffic(3, 400));
    skel.maps.flows.put(flow(7, (short) 80), traffic(1, 60));
    meters.refresh();
    FunctionCounter packets =
        registry.get("packets").tags("source", "4294967295", "port", "65534").functionCounter();
    assertThat(packets.count()).isEqualTo(3.0);
    assertThat(registry.get("bytes").tags("source", "7", "port", "80").gauge().value())
        .isEqualTo(60.0);
    skel.maps.flows.put(one, traffic(4, 500));
    meters.refresh();
    assertThat(packets.count()).isEqualTo(4.0);
    skel.maps.flows.remove(one);
    meters.refresh();
    assertThat(registry.getMeters().stream().map(Meter::getId).map(id -> id.getTag("port")))
        .containsExactly("80", "80");
  }

  @Test
  void perCpuValuesAreSummed(MapsSkel skel) {
    meters
        .perCpuCounters("calls", skel.maps.counts_by_cpu, KeyTags.of("key"), Integer::doubleValue)
        .bindTo(registry);
    skel.maps.counts_by_cpu.put(9, Collections.nCopies(Cpus.possible(), 5));
    meters.refresh();
    assertThat(registry.get("calls").tag("key", "9").functionCounter().count())
        .isEqualTo(5.0 * Cpus.possible());
  }

  @Test
  void keysOfTheSameTagsAreSummed(MapsSkel skel) {
    meters
        .counters(
            "packets",
            skel.maps.flows,
            flow -> Tags.of("port", Short.toString(flow.port)),
            traffic -> traffic.packets)
        .bindTo(registry);
    skel.maps.flows.put(flow(1, (short) 80), traffic(1, 0));
    skel.maps.flows.put(flow(2, (short) 80), traffic(2, 0));
    meters.refresh();
    assertThat(registry.get("packets").functionCounter().count()).isEqualTo(3.0);
  }

  @Test
  void noMoreKeysThanAllowedHaveMeters(MapsSkel skel) {
    meters
        .mostKeys(2)
        .counters("counts", skel.maps.counts, KeyTags.of("key"), Long::doubleValue)
        .bindTo(registry);
    for (int i = 0; i < 5; i++) {
      skel.maps.counts.put(i, 1L);
    }
    meters.refresh();
    assertThat(registry.getMeters()).hasSize(2);
  }

  @Test
  void metersAreRefreshedInTheBackground(MapsSkel skel) throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    registry.config().onMeterAdded(meter -> seen.countDown());
    meters
        .counters("counts", skel.maps.counts, KeyTags.of("key"), Long::doubleValue)
        .refreshEvery(Duration.ofMillis(20))
        .bindTo(registry);
    skel.maps.counts.put(1, 1L);
    assertThat(seen.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void metersOfAClosedSkeletonAreTakenAway(MapsSkel skel) {
    meters
        .counters("counts", skel.maps.counts, KeyTags.of("key"), Long::doubleValue)
        .bindTo(registry);
    skel.maps.counts.put(1, 1L);
    meters.refresh();
    assertThat(registry.getMeters()).hasSize(1);
    skel.close();
    meters.refresh();
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void closedMetersAreInNoRegistry(MapsSkel skel, GlobalsSkel globals) {
    SimpleMeterRegistry other = new SimpleMeterRegistry();
    skel.maps.counts.put(1, 1L);
    meters
        .gauge("calls", () -> globals.bss.calls.get())
        .counters("counts", skel.maps.counts, KeyTags.of("key"), Long::doubleValue);
    meters.bindTo(registry);
    meters.bindTo(other);
    assertThat(other.getMeters()).hasSize(2);
    meters.close();
    assertThat(registry.getMeters()).isEmpty();
    assertThat(other.getMeters()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedWithTheReason() {
    assertThrows(IllegalArgumentException.class, () -> meters.mostKeys(-1));
    assertThat(
            assertThrows(IllegalArgumentException.class, () -> meters.refreshEvery(Duration.ZERO)))
        .hasMessageThat()
        .contains("PT0S");
  }

  private static Flow flow(int source, short port) {
    Flow flow = new Flow();
    flow.source = source;
    flow.port = port;
    return flow;
  }

  private static Traffic traffic(long packets, int bytes) {
    Traffic traffic = new Traffic();
    traffic.packets = packets;
    traffic.bytes = bytes;
    return traffic;
  }
}
