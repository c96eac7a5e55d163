package org.bpfskel.it.map;

import static com.google.common.truth.Truth.assertThat;

import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.TestRun;
import org.bpfskel.data.Codec;
import org.bpfskel.it.NeedsKernel;
import org.bpfskel.map.BpfRedirectMap;
import org.bpfskel.map.BpfSocketMap;
import org.junit.jupiter.api.Test;

/** Maps that say where packets go: programs redirect to what was put there, and to nothing else. */
@NeedsKernel
final class RedirectTest {
  private static final int XDP_PASS = 2;
  private static final int XDP_REDIRECT = 4;

  /** The loopback device has this index in every network namespace. */
  private static final int LOOPBACK = 1;

  private static final int QUEUE_SIZE = 192;

  @Test
  void devmapHoldsDevicesByIndex() {
    Maps.assumeSupported(MapType.DEVMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_device", "devices")) {
      BpfRedirectMap<Integer, Integer> devices =
          BpfRedirectMap.of(object.map("devices"), Codec.INT32, Codec.INT32);
      assertThat(run(object, "to_device")).isEqualTo(XDP_PASS);
      devices.put(0, LOOPBACK);
      assertThat(run(object, "to_device")).isEqualTo(XDP_REDIRECT);
      assertThat(devices.getAll()).containsExactly(0, LOOPBACK);
      assertThat(devices.remove(0)).isTrue();
      assertThat(run(object, "to_device")).isEqualTo(XDP_PASS);
      assertThat(devices.get(0)).isNull();
    }
  }

  @Test
  void devmapHashHoldsDevicesByKey() {
    Maps.assumeSupported(MapType.DEVMAP_HASH);
    try (BpfObject object =
        Maps.loadWithProgram(Maps.REDIRECT, "to_device_by_id", "devices_by_id")) {
      // struct bpf_devmap_val: the device, and a program or 0.
      BpfRedirectMap<Integer, Long> devices =
          BpfRedirectMap.of(object.map("devices_by_id"), Codec.INT32, Codec.INT64);
      assertThat(run(object, "to_device_by_id")).isEqualTo(XDP_PASS);
      assertThat(devices.putIfAbsent(LOOPBACK, (long) LOOPBACK)).isTrue();
      assertThat(devices.putIfAbsent(LOOPBACK, (long) LOOPBACK)).isFalse();
      assertThat(run(object, "to_device_by_id")).isEqualTo(XDP_REDIRECT);
      assertThat(devices.keys()).containsExactly(LOOPBACK);
      assertThat(devices.remove(LOOPBACK)).isTrue();
      assertThat(devices.remove(LOOPBACK)).isFalse();
    }
  }

  @Test
  void cpumapHoldsQueueSizesByCpu() {
    Maps.assumeSupported(MapType.CPUMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_cpu", "cpus")) {
      // struct bpf_cpumap_val: the queue's size, and a program or 0.
      BpfRedirectMap<Integer, Long> cpus =
          BpfRedirectMap.of(object.map("cpus"), Codec.INT32, Codec.INT64);
      assertThat(run(object, "to_cpu")).isEqualTo(XDP_PASS);
      cpus.put(0, (long) QUEUE_SIZE);
      assertThat(run(object, "to_cpu")).isEqualTo(XDP_REDIRECT);
      assertThat(cpus.keys()).containsExactly(0);
      assertThat(cpus.remove(0)).isTrue();
    }
  }

  @Test
  void xskmapHoldsSocketsByQueue() {
    Maps.assumeSupported(MapType.XSKMAP);
    try (BpfObject object = Maps.loadWithProgram(Maps.REDIRECT, "to_queue", "queues");
        Socket socket = Socket.xdp()) {
      BpfSocketMap<Integer> queues = BpfSocketMap.of(object.map("queues"), Codec.INT32);
      queues.put(3, socket.descriptor());
      assertThat(run(object, "to_queue")).isEqualTo(XDP_PASS);
      queues.put(0, socket.descriptor());
      assertThat(run(object, "to_queue")).isEqualTo(XDP_REDIRECT);
      queues.remove(0);
      assertThat(run(object, "to_queue")).isEqualTo(XDP_PASS);
    }
  }

  private static int run(BpfObject object, String program) {
    return object.program(program).testRun(TestRun.builder().dataIn(new byte[64]).build()).retval();
  }
}
