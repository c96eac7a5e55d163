package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfSkeleton;
import org.bpfskel.Cpus;
import org.bpfskel.it.NeedsKernel;
import org.junit.jupiter.api.Test;

/** The maps of a skeleton, whose keys and values are classes made of their structs in C. */
@NeedsKernel
@BpfSkeleton(Maps.GENERAL)
final class SkeletonMapsTest {
  private static MapsSkel.Flow local() {
    MapsSkel.Flow flow = new MapsSkel.Flow();
    flow.source = 0x7f000001;
    flow.port = 443;
    return flow;
  }

  private static MapsSkel.Traffic traffic(long packets, int bytes) {
    MapsSkel.Traffic traffic = new MapsSkel.Traffic();
    traffic.packets = packets;
    traffic.bytes = bytes;
    return traffic;
  }

  @Test
  void programAndUserSeeTheSameStructs() {
    try (MapsSkel skel = MapsSkel.open()) {
      Maps.keep(skel.object(), "caller", "flows");
      skel.progs.use_flows.setAutoload(true);
      skel.load();
      skel.maps.flows.put(local(), traffic(10, 5));
      Caller.call(skel.object(), "use_flows", 2);

      assertThat(skel.maps.flows.get(local())).isEqualTo(traffic(12, 3005));
      assertThat(skel.maps.flows.getAll()).containsExactly(local(), traffic(12, 3005));
    }
  }

  @Test
  void valuesOfEachCpuAreAList() {
    try (MapsSkel skel = MapsSkel.open()) {
      Maps.keep(skel.object(), "caller", "counts_by_cpu", "recent_by_cpu", "slots_by_cpu");
      skel.progs.use_by_cpu.setAutoload(true);
      skel.load();
      Caller.call(skel.object(), "use_by_cpu", 3);

      List<Long> counts = Objects.requireNonNull(skel.maps.slots_by_cpu.get(1));
      assertThat(counts).hasSize(Cpus.possible());
      assertThat(counts.stream().mapToLong(count -> count).sum()).isEqualTo(3);
    }
  }

  @Test
  void fieldsAreTheMapsOfTheObject() throws ReflectiveOperationException {
    try (MapsSkel skel = MapsSkel.open()) {
      for (Field field : MapsSkel.Maps.class.getFields()) {
        BpfMap map = (BpfMap) field.get(skel.maps);
        assertWithMessage(field.getName()).that(map).isEqualTo(skel.object().map(map.name()));
      }
      assertThat(MapsSkel.Maps.class.getFields()).hasLength(skel.object().maps().size());
    }
  }
}
