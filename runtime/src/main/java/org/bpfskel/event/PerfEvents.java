package org.bpfskel.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bpfskel.internal.handle.SystemCall;
import org.bpfskel.internal.libbpf.LibbpfMaps;
import org.bpfskel.internal.os.Descriptor;
import org.bpfskel.internal.os.MappedMemory;
import org.bpfskel.internal.os.Mapping;
import org.bpfskel.internal.os.PerfEventDescriptor;
import org.bpfskel.map.BpfPerfEventArray;

/** The perf events of one map, an element for each CPU that is online. */
final class PerfEvents {
  /** The form in which a CPU's records are taken. */
  interface Forms {
    RecordSink.Form of(int cpu);
  }

  private static final Map<String, String> OPEN =
      Map.of("EPERM", PerfEventDescriptor.NEEDS, "EACCES", PerfEventDescriptor.NEEDS);

  private static final Map<String, String> MAP =
      Map.of(
          "EPERM",
          "perf buffers of more memory than kernel.perf_event_mlock_kb for each CPU and the limit of"
              + " locked memory (ulimit -l) allow together need CAP_IPC_LOCK: fewer pages, or more of"
              + " one of these");

  private final BpfPerfEventArray map;
  private final Poller poller;
  private final EventsInMap elements;

  PerfEvents(BpfPerfEventArray map, Poller poller) {
    this.map = map;
    this.poller = poller;
    int fd = EventMap.descriptor(map);
    poller.own(fd);
    this.elements = new EventsInMap(fd);
    poller.beforeRelease(elements::remove);
  }

  /** Gives each CPU a buffer of so many pages. */
  void open(int pages, Forms forms, PerfBuffer.LostConsumer lost) {
    int entries = map.maxEntries();
    for (int cpu : CpuList.online()) {
      // It may have gone offline since it was listed.
      int event = cpu < entries ? open(cpu) : PerfEventDescriptor.OFFLINE;
      if (event != PerfEventDescriptor.OFFLINE) {
        PerfRecords records;
        try {
          records = read(event, cpu, pages, forms.of(cpu), lost);
        } catch (RuntimeException | Error e) {
          Descriptor.close(event);
          throw e;
        }
        poller.add(records, event);
        map.bytes().update(bytes(cpu), bytes(event));
        elements.add(cpu);
      }
    }
  }

  private int open(int cpu) {
    return SystemCall.on(map.name()).explain(OPEN).get(() -> PerfEventDescriptor.ofOutput(cpu));
  }

  private PerfRecords read(
      int event, int cpu, int pages, RecordSink.Form form, PerfBuffer.LostConsumer lost) {
    int page = MappedMemory.pageSize();
    Mapping mapping =
        SystemCall.mapping(map.name())
            .explain(MAP)
            .get(() -> MappedMemory.map(event, 0, (1L + pages) * page, true));
    ByteBuffer memory = mapping.buffer();
    return new PerfRecords(
        map + " of CPU " + cpu,
        memory.slice(0, page).order(ByteOrder.nativeOrder()),
        memory.slice(page, pages * page),
        form,
        count -> lost.accept(cpu, count),
        poller::isClosed,
        mapping::end);
  }

  /** Takes the events out of the map, which would keep them alive. */
  void remove() {
    elements.remove();
  }

  /** What is in the map. Knows no consumer, which might know the perf buffer. */
  private static final class EventsInMap {
    private final int fd;
    private final List<Integer> cpus = new ArrayList<>();

    EventsInMap(int fd) {
      this.fd = fd;
    }

    synchronized void add(int cpu) {
      cpus.add(cpu);
    }

    synchronized void remove() {
      cpus.forEach(cpu -> LibbpfMaps.bpf_map_delete_elem(fd, bytes(cpu)));
      cpus.clear();
    }
  }

  private static byte[] bytes(int value) {
    return ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.nativeOrder()).putInt(value).array();
  }
}
