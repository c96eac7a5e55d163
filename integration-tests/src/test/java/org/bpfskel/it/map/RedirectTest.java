package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.OptionalInt;
import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.MapType;
import org.bpfskel.TestRun;
import org.bpfskel.attach.Interface;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.it.VethPair;
import org.bpfskel.map.BpfCpuMap;
import org.bpfskel.map.BpfDevMap;
import org.bpfskel.map.BpfXskMap;
import org.junit.jupiter.api.Test;

/** Maps that say where packets go: programs redirect to what was put there, and to nothing else. */
@NeedsKernel
final class RedirectTest {
  private static final int XDP_PASS = 2;
  private static final int XDP_REDIRECT = 4;

  private static final Interface LOOPBACK = Interface.named("lo");

  /** The loopback device has this index in every network namespace. */
  private static final int LOOPBACK_INDEX = 1;

  private static final int QUEUE_SIZE = 192;

  @Test
  void devmapHoldsDevicesByIndex() {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_device", "devices")) {
      BpfDevMap devices = BpfDevMap.of(object.map("devices"));
      assertThat(run(object, "to_device")).isEqualTo(XDP_PASS);
      devices.put(0, LOOPBACK);
      assertThat(run(object, "to_device")).isEqualTo(XDP_REDIRECT);
      assertThat(devices.keys()).containsExactly(0);
      assertThat(devices.ifindex(0)).isEqualTo(OptionalInt.of(LOOPBACK_INDEX));
      assertThat(devices.programId(0)).isEqualTo(OptionalInt.empty());
      assertThat(devices.remove(0)).isTrue();
      assertThat(run(object, "to_device")).isEqualTo(XDP_PASS);
      assertThat(devices.ifindex(0)).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void devmapHashHoldsDevicesByKey() {
    Maps.assumeSupported(MapType.DEVMAP_HASH);
    try (BpfObject object =
        Maps.loadWithProgram(Maps.REDIRECT, "to_device_by_id", "devices_by_id")) {
      BpfDevMap devices = BpfDevMap.of(object.map("devices_by_id"));
      assertThat(run(object, "to_device_by_id")).isEqualTo(XDP_PASS);
      devices.put(LOOPBACK_INDEX, Interface.indexed(LOOPBACK_INDEX));
      assertThat(run(object, "to_device_by_id")).isEqualTo(XDP_REDIRECT);
      assertThat(devices.keys()).containsExactly(LOOPBACK_INDEX);
      assertThat(devices.remove(LOOPBACK_INDEX)).isTrue();
      assertThat(devices.remove(LOOPBACK_INDEX)).isFalse();
    }
  }

  @Test
  void deviceMayHaveAProgram() {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "at_device", "sized_devices")) {
      BpfDevMap devices = BpfDevMap.of(object.map("sized_devices"));
      BpfProgram program = object.program("at_device");
      devices.put(3, LOOPBACK, program);
      assertThat(devices.ifindex(3)).isEqualTo(OptionalInt.of(LOOPBACK_INDEX));
      assertThat(devices.programId(3)).isEqualTo(OptionalInt.of(program.info().id()));
      devices.put(3, LOOPBACK);
      assertThat(devices.programId(3)).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void valueOfFourBytesHasNoRoomForAProgramUnlessItIsMadeBigger() {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "at_device", "devices")) {
      BpfDevMap devices = BpfDevMap.of(object.map("devices"));
      BpfException e =
          assertThrows(
              BpfException.class, () -> devices.put(0, LOOPBACK, object.program("at_device")));
      assertThat(e).hasMessageThat().contains("options().setValueSize(8) before load");
      assertThat(devices.ifindex(0)).isEqualTo(OptionalInt.empty());
    }
    try (BpfObject object = Maps.open(Maps.REDIRECT, "devices")) {
      object.program("at_device").setAutoload(true);
      BpfDevMap devices = BpfDevMap.of(object.map("devices"));
      devices.options().setValueSize(8);
      object.load();
      devices.put(0, LOOPBACK, object.program("at_device"));
      assertThat(devices.programId(0).isPresent()).isTrue();
    }
  }

  @Test
  void programForAnotherPlaceIsNamed() {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "at_cpu", "sized_devices")) {
      BpfDevMap devices = BpfDevMap.of(object.map("sized_devices"));
      BpfException e =
          assertThrows(
              BpfException.class, () -> devices.put(0, LOOPBACK, object.program("at_cpu")));
      assertThat(e).hasMessageThat().contains("this map takes programs of SEC(\"xdp/devmap\")");
    }
  }

  @Test
  void interfaceThatIsNotThereIsNamed() throws Exception {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.load(Maps.REDIRECT, "devices");
        VethPair pair = VethPair.create()) {
      BpfDevMap devices = BpfDevMap.of(object.map("devices"));
      Interface there = Interface.named(pair.name());
      Interface gone = Interface.indexed(there.currentIndex());
      devices.put(5, there);
      pair.remove();
      assertThat(devices.keys()).isEmpty();
      BpfException byName = assertThrows(BpfException.class, () -> devices.put(5, there));
      assertThat(byName.errnoName()).isEqualTo("ENODEV");
      BpfException byIndex = assertThrows(BpfException.class, () -> devices.put(5, gone));
      assertThat(byIndex).hasMessageThat().contains("may have no interface " + gone);
    }
  }

  @Test
  void cpumapHoldsQueueSizesByCpu() {
    Maps.assumeSupported(MapType.CPUMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_cpu", "cpus")) {
      BpfCpuMap cpus = BpfCpuMap.of(object.map("cpus"));
      assertThat(run(object, "to_cpu")).isEqualTo(XDP_PASS);
      cpus.put(0, QUEUE_SIZE);
      assertThat(run(object, "to_cpu")).isEqualTo(XDP_REDIRECT);
      assertThat(cpus.cpus()).containsExactly(0);
      assertThat(cpus.queueSize(0)).isEqualTo(OptionalInt.of(QUEUE_SIZE));
      cpus.remove(0);
      assertThat(cpus.queueSize(0)).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void cpuMayHaveAProgram() {
    Maps.assumeSupported(MapType.CPUMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "at_cpu", "sized_cpus")) {
      BpfCpuMap cpus = BpfCpuMap.of(object.map("sized_cpus"));
      BpfProgram program = object.program("at_cpu");
      cpus.put(0, QUEUE_SIZE, program);
      assertThat(cpus.programId(0)).isEqualTo(OptionalInt.of(program.info().id()));
      assertThat(cpus.queueSize(0)).isEqualTo(OptionalInt.of(QUEUE_SIZE));
      assertThat(cpus.programId(1)).isEqualTo(OptionalInt.empty());
    }
  }

  @Test
  void queueWithoutRoomIsRefused() {
    Maps.assumeSupported(MapType.CPUMAP);
    try (BpfObject object = Maps.load(Maps.REDIRECT, "cpus")) {
      BpfCpuMap cpus = BpfCpuMap.of(object.map("cpus"));
      for (int size : new int[] {0, -1, 16385}) {
        assertThrows(IllegalArgumentException.class, () -> cpus.put(0, size));
      }
      cpus.put(0, 16384);
    }
  }

  @Test
  void xskmapHoldsSocketsByQueue() {
    Maps.assumeSupported(MapType.XSKMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_queue", "queues");
        Socket socket = Socket.xdp();
        Socket tcp = Socket.tcpListener()) {
      BpfXskMap queues = BpfXskMap.of(object.map("queues"));
      queues.put(3, socket.descriptor());
      assertThat(run(object, "to_queue")).isEqualTo(XDP_PASS);
      queues.put(0, socket.descriptor());
      assertThat(run(object, "to_queue")).isEqualTo(XDP_REDIRECT);
      queues.remove(0);
      assertThat(run(object, "to_queue")).isEqualTo(XDP_PASS);
      BpfException e = assertThrows(BpfException.class, () -> queues.put(0, tcp.descriptor()));
      assertThat(e).hasMessageThat().contains(tcp.descriptor() + " is no socket of AF_XDP");
    }
  }

  private static int run(BpfObject object, String program) {
    return object.program(program).testRun(TestRun.builder().dataIn(new byte[64]).build()).retval();
  }
}
