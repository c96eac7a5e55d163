package org.bpfskel.it.fault;

import org.bpfskel.BpfException;
import org.bpfskel.BpfObject;
import org.bpfskel.DataMap;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.map.BpfPerfEventArray;
import org.bpfskel.map.BpfRingBuf;
import org.bpfskel.map.BpfUserRingBuf;

/** Uses all that maps memory of the kernel, and prints a line for each refusal. */
final class Mapped {
  /** 16 MiB for each CPU. */
  private static final int MANY_PAGES = 1 << 12;

  private Mapped() {}

  /** With what is to be mapped: {@code maps} or {@code events}. */
  public static void main(String[] arguments) {
    if (arguments[0].equals("maps")) {
      rings();
      section();
    } else {
      perfEvents();
    }
  }

  private static void rings() {
    try (BpfObject object = loaded("bpf/ringbuf.bpf.o");
        RingBuffer events = new RingBuffer()) {
      BpfRingBuf ring = BpfRingBuf.of(object.map("numbered"));
      print("ring", () -> events.onBytes(ring, bytes -> {}));
    }
    try (BpfObject object = loaded("bpf/user_ringbuf.bpf.o")) {
      BpfUserRingBuf ring = BpfUserRingBuf.of(object.map("requests"));
      print("user ring", () -> new UserRingBuffer(ring).close());
    }
  }

  private static void section() {
    try (BpfObject object = open("bpf/globals.bpf.o")) {
      DataMap section = object.data(".bss");
      section.variables();
      print("section", object::load);
    }
  }

  private static void perfEvents() {
    try (BpfObject object = loaded("bpf/perf_events.bpf.o");
        PerfBuffer events = new PerfBuffer(MANY_PAGES)) {
      BpfPerfEventArray samples = BpfPerfEventArray.of(object.map("samples"));
      print("perf events", () -> events.onBytes(samples, (cpu, bytes) -> {}));
    }
  }

  private static BpfObject open(String name) {
    return BpfObject.open(BpfObjects.bytes(name), name);
  }

  private static BpfObject loaded(String name) {
    BpfObject object = open(name);
    object.load();
    return object;
  }

  private static void print(String what, Runnable call) {
    try {
      call.run();
    } catch (BpfException e) {
      System.out.println(what + ": " + e.kind() + ": " + e.getMessage());
    }
  }
}
