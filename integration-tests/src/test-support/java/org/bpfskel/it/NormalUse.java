package org.bpfskel.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.Skeleton;
import org.bpfskel.TestRun;
import org.bpfskel.attach.Iter;
import org.bpfskel.attach.PerfEvent;
import org.bpfskel.data.Codec;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRecord;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.map.BpfHashMap;
import org.bpfskel.map.BpfMapOfMaps;
import org.bpfskel.map.BpfQueue;

/**
 * What programs do with BPF: each kind of use from open to close, with what it must have come to.
 * For tests that do it many times, and for {@link ChildJvm}.
 */
public enum NormalUse {
  TRACEPOINT {
    @Override
    public void run(Path bpfFileSystem) {
      try (TracepointSkel skel = TracepointSkel.open()) {
        skel.load();
        skel.attach();
        byte[] key = NativeBytes.of(0);
        skel.maps.calls.bytes().lookup(key);
        require(
            NativeBytes.in(skel.maps.calls.bytes().lookup(key)).getLong() > 0,
            "no call was counted");
        skel.detach();
      }
    }
  },

  STRUCT_OPS_LINK {
    @Override
    public void run(Path bpfFileSystem) throws IOException {
      String name = CongestionControls.uniqueName();
      try (TcpCcSkel skel = TcpCcSkel.open()) {
        skel.structOps.tuned.name = name;
        skel.structOps.tuned.cong_avoid = skel.progs.cong_avoid_fast;
        skel.load();
        skel.attach();
        require(CongestionControls.available().contains(name), "the kernel does not have " + name);
      }
      require(!CongestionControls.available().contains(name), "the kernel still has " + name);
    }
  },

  STRUCT_OPS_WITHOUT_LINK {
    @Override
    public void run(Path bpfFileSystem) {
      try (DummyOpsSkel skel = DummyOpsSkel.openAndLoad()) {
        require(skel.progs.test_1.info().id() > 0, "no program");
      }
    }
  },

  GLOBALS {
    @Override
    public void run(Path bpfFileSystem) {
      try (GlobalsSkel skel = GlobalsSkel.open()) {
        skel.rodata.target_tgid.set((int) ProcessHandle.current().pid());
        skel.data.threshold.set(0);
        skel.load();
        skel.attach();
        long calls = skel.bss.calls.get();
        skel.maps.bss.info();
        require(skel.bss.calls.get() > calls, "no call was counted");
        require(skel.bss.kernel_version.get() > 0, "no version of the kernel");
        skel.data.label.set("second");
        require(skel.data.label.get().equals("second"), "the label stayed");
      }
    }
  },

  MAPS {
    @Override
    public void run(Path bpfFileSystem) {
      try (BpfObject object = CommonMaps.load()) {
        BpfHashMap<Integer, Long> counts =
            BpfHashMap.of(object.map("counts"), Codec.INT32, Codec.INT64);
        counts.put(7, 70L);
        counts.put(8, 80L);
        require(Objects.equals(counts.get(7), 70L), "not the value that was put");
        require(counts.getAll().size() == 2, "not the elements that were put");
        require(counts.drain().size() == 2, "not the elements that were put");
        BpfQueue<Integer> jobs = BpfQueue.of(object.map("jobs"), Codec.INT32);
        jobs.push(1);
        require(Objects.equals(jobs.pop(), 1), "not what was pushed");
      }
    }
  },

  MAP_IN_MAP {
    @Override
    public void run(Path bpfFileSystem) {
      try (BpfObject inner = CommonMaps.load();
          BpfObject object = CommonMaps.open()) {
        BpfMapOfMaps<Integer> tables = BpfMapOfMaps.of(object.map("tables"), Codec.INT32);
        tables.setInnerMap(inner.map("first_inner"));
        object.map("slots").options().reuse(inner.map("slots"));
        object.load();
        tables.put(0, inner.map("first_inner"));
        tables.put(1, object.map("second_inner"));
        int id = object.map("second_inner").info().id();
        require(tables.innerId(1).equals(OptionalInt.of(id)), "not the map that was put");
      }
    }
  },

  RING_BUFFER {
    @Override
    public void run(Path bpfFileSystem) {
      List<Long> numbers = new ArrayList<>();
      try (EventProgram program = EventProgram.attached("bpf/ringbuf.bpf.o", "order_numbered");
          RingBuffer events = new RingBuffer()) {
        events.on(program.ring("numbered"), Codec.INT64, numbers::add);
        program.send(3);
        events.poll(MOMENT);
        events.poll(MOMENT);
      }
      require(numbers.equals(List.of(0L, 1L, 2L)), "not the records that were sent: " + numbers);
    }
  },

  USER_RING_BUFFER {
    @Override
    public void run(Path bpfFileSystem) {
      try (EventProgram program = EventProgram.attached("bpf/user_ringbuf.bpf.o", "order_drain");
          UserRingBuffer requests = new UserRingBuffer(program.userRing("requests"))) {
        try (UserRecord record = requests.reserve(16, MOMENT)) {
          Objects.requireNonNull(record, "no room").submit();
        }
        program.send(1);
        require(program.global(0) == 1, "the program took no record");
        while (requests.reserve(1000) != null) {
          // Until it is full, to wait for room.
        }
        require(requests.reserve(1000, MOMENT) == null, "room in a full ring");
      }
    }
  },

  PERF_BUFFER {
    @Override
    public void run(Path bpfFileSystem) {
      AtomicLong sum = new AtomicLong();
      try (EventProgram program = EventProgram.attached("bpf/perf_events.bpf.o", "order_samples");
          PerfBuffer events = new PerfBuffer(1)) {
        events.on(
            program.perfEvents("samples"), Codec.INT64, (cpu, number) -> sum.addAndGet(number));
        program.send(4);
        events.poll(MOMENT);
        events.poll(MOMENT);
      }
      require(sum.get() == 6, "not the records that were sent: " + sum);
    }
  },

  TEST_RUN {
    @Override
    public void run(Path bpfFileSystem) {
      TestRun run = TestRun.builder().dataIn(new byte[64]).dataSizeOut(64).build();
      try (TestRunsSkel skel = TestRunsSkel.openAndLoad()) {
        require(skel.progs.on_xdp.testRun(run).dataOut().length == 64, "not all of the packet");
      }
    }
  },

  ITERATOR {
    @Override
    public void run(Path bpfFileSystem) throws IOException {
      try (IteratorsSkel skel = IteratorsSkel.openAndLoad();
          BufferedReader tasks = skel.progs.dump_task.attach(Iter.all()).openText()) {
        require(tasks.readLine() != null, "no task");
      }
    }
  },

  PERF_EVENT {
    @Override
    public void run(Path bpfFileSystem) {
      try (Traced traced = Traced.load("perf_event")) {
        BpfProgram program = traced.counting().program();
        try (BpfLink link = program.attach(PerfEvent.of(PerfEvent.Software.PAGE_FAULTS))) {
          require(link.isOpen(), "a link that is closed");
        }
      }
    }
  },

  PINS {
    @Override
    public void run(Path bpfFileSystem) throws IOException {
      Path map = bpfFileSystem.resolve("map");
      Path program = bpfFileSystem.resolve("program");
      Path link = bpfFileSystem.resolve("link");
      try (IteratorsSkel skel = IteratorsSkel.openAndLoad()) {
        BpfLink attached = skel.progs.dump_task.attach(Iter.all());
        skel.maps.numbers.pin(map);
        skel.progs.dump_task.pin(program);
        attached.pin(link);
        try (IteratorsSkel other = IteratorsSkel.open()) {
          other.maps.numbers.options().reusePinned(map);
          other.load();
          require(other.maps.numbers.info().id() == skel.maps.numbers.info().id(), "another map");
        }
        attached.unpin();
        skel.progs.dump_task.unpin(program);
        skel.maps.numbers.unpin();
      } finally {
        for (Path pin : List.of(map, program, link)) {
          Files.deleteIfExists(pin);
        }
      }
    }
  };

  /** Time to wait for what does not come. */
  private static final Duration MOMENT = Duration.ofMillis(1);

  /**
   * Does it once.
   *
   * @param bpfFileSystem where to pin
   * @throws AssertionError if the kernel did something else than it was asked for
   */
  public abstract void run(Path bpfFileSystem) throws IOException;

  /** Opens a skeleton, another with each turn, and closes it. */
  public static void openAlone(int turn) {
    List<Supplier<Skeleton>> skeletons =
        List.of(TracepointSkel::open, TcpCcSkel::open, GlobalsSkel::open, DummyOpsSkel::open);
    skeletons.get(turn % skeletons.size()).get().close();
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new AssertionError(otherwise);
    }
  }
}
