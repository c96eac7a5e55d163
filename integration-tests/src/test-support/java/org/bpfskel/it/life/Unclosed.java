package org.bpfskel.it.life;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.MapType;
import org.bpfskel.Skeleton;
import org.bpfskel.attach.Iter;
import org.bpfskel.event.PerfBuffer;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.event.UserRingBuffer;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.it.SkeletonWarnings;
import org.bpfskel.loaded.KernelMap;
import org.bpfskel.loaded.RunStatistics;

/** A process that forgets to close what its argument names. */
final class Unclosed {
  private Unclosed() {}

  public static void main(String[] args) {
    try (SkeletonWarnings warnings = SkeletonWarnings.listen()) {
      // The first of each kind sets up what stays: loggers, caches, libbpf itself.
      openedAndClosed();
      List<String> before = KernelObjects.held();
      String kind = args[0];
      switch (kind) {
        case "kept" -> kept(warnings);
        case "closed" -> closed(warnings);
        case "throwing logger" -> throwingLogger(warnings);
        case "disconnected" -> disconnected(warnings, before);
        default -> {
          forget(kind);
          System.out.println(Collection.untilWarned(warnings));
        }
      }
      if (!kind.equals("disconnected")) {
        Collection.untilHeld(before);
      }
    }
    System.out.println("done");
  }

  private static void openedAndClosed() {
    try (CallsSkel skel = CallsSkel.openAndLoad()) {
      skel.attach();
    }
  }

  private static void forget(String kind) {
    switch (kind) {
      case "skeleton" -> CallsSkel.openAndLoad().attach();
      case "shadows" -> OpsSkel.open().structOps.dummy.test_1 = null;
      case "object" -> open("bpf/tracepoint.bpf.o").load();
      case "statistics" -> RunStatistics.enable();
      case "stream" -> readOne();
      case "ring buffer" -> forgetRingBuffer();
      case "perf buffer" -> forgetPerfBuffer();
      case "user ring buffer" -> forgetUserRingBuffer();
      case "kernel map" -> KernelMap.create(MapType.HASH, "forgotten", 4, 4, 1).info();
      default -> throw new IllegalArgumentException(kind);
    }
  }

  private static BpfObject open(String resource) {
    return BpfObject.open(BpfObjects.bytes(resource), resource);
  }

  private static void readOne() {
    try (WalksSkel skel = WalksSkel.openAndLoad()) {
      skel.progs.dump_task.attach(Iter.all()).openBytes();
    }
  }

  /** Consumers that refer to what calls them must not keep it. */
  private static void forgetRingBuffer() {
    try (RingsSkel skel = RingsSkel.openAndLoad()) {
      RingBuffer events = new RingBuffer();
      events.onBytes(skel.maps.numbered, bytes -> events.close());
    }
  }

  private static void forgetPerfBuffer() {
    try (PerfSkel skel = PerfSkel.openAndLoad()) {
      PerfBuffer events = new PerfBuffer(1);
      events.onBytes(skel.maps.samples, (cpu, bytes) -> events.close());
    }
  }

  private static void forgetUserRingBuffer() {
    try (UserRingsSkel skel = UserRingsSkel.openAndLoad()) {
      new UserRingBuffer(skel.maps.requests).reserve(8);
    }
  }

  /** A handle, and a way to see that it works. */
  private record Kept(Skeleton skeleton, Runnable use) {}

  private static List<Supplier<Kept>> handles() {
    return List.of(
        () -> {
          CallsSkel skel = CallsSkel.openAndLoad();
          BpfLink link = skel.progs.on_sys_enter.attach();
          return new Kept(skel, link::info);
        },
        () -> {
          CallsSkel skel = CallsSkel.openAndLoad();
          var map = skel.maps.calls;
          return new Kept(skel, () -> map.put(0, map.getLong(0, -1)));
        },
        () -> {
          CallsSkel skel = CallsSkel.openAndLoad();
          var keys = skel.maps.calls.keys().iterator();
          return new Kept(skel, () -> Expect.that(keys.hasNext()));
        },
        () -> {
          CallsSkel skel = CallsSkel.openAndLoad();
          var program = skel.progs.on_sys_enter;
          return new Kept(skel, program::info);
        },
        () -> {
          OpsSkel skel = OpsSkel.open();
          var shadow = skel.structOps.dummy;
          return new Kept(skel, shadow::dropMissing);
        },
        () -> {
          VariablesSkel skel = VariablesSkel.openAndLoad();
          var calls = skel.bss.calls;
          return new Kept(skel, () -> calls.getAndAdd(1));
        },
        () -> {
          RingsSkel skel = RingsSkel.openAndLoad();
          RingBuffer events = new RingBuffer().onBytes(skel.maps.numbered, bytes -> {});
          var ring = events.ring(skel.maps.numbered);
          events.close();
          return new Kept(skel, () -> ring.map().info());
        });
  }

  /** Nothing is freed that a handle can reach, and all of it once none can. */
  private static void kept(SkeletonWarnings warnings) {
    for (Supplier<Kept> opened : handles()) {
      Kept kept = opened.get();
      WeakReference<Skeleton> skeleton = new WeakReference<>(kept.skeleton());
      Runnable use = kept.use();
      kept = null;
      Collection.untilCleared(skeleton);
      canary(warnings);
      use.run();
      use = null;
      System.out.println(Collection.untilWarned(warnings));
    }
  }

  /** Once this one was warned of, what was unreachable before it has been, too. */
  private static void canary(SkeletonWarnings warnings) {
    BpfObject unused = open("bpf/dummy_ops.bpf.o");
    String name = unused.name();
    unused = null;
    List<String> said = Collection.untilWarned(warnings);
    if (said.size() != 1 || !said.get(0).contains("BpfObject " + name)) {
      throw new AssertionError("expected of " + name + " alone: " + said);
    }
  }

  private static void closed(SkeletonWarnings warnings) {
    for (int i = 0; i < 100; i++) {
      openedAndClosed();
      try (RingBuffer events = new RingBuffer()) {
        events.consume();
      }
      RunStatistics.enable().close();
    }
    canary(warnings);
  }

  private static void throwingLogger(SkeletonWarnings warnings) {
    Handler throwing =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            throw new IllegalStateException("a logger of the user's");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("org.bpfskel");
    List<String> before = KernelObjects.held();
    logger.addHandler(throwing);
    CallsSkel.openAndLoad().attach();
    Collection.untilHeld(before);
    logger.removeHandler(throwing);
    warnings.take();
    canary(warnings);
  }

  /** As documented of {@link BpfLink#disconnect}: whatever ends the object leaves it attached. */
  private static void disconnected(SkeletonWarnings warnings, List<String> before) {
    disconnectedLink();
    System.out.println(Collection.untilWarned(warnings));
    Collection.until("freed", () -> KernelObjects.held().size() == before.size() + 1);
  }

  private static void disconnectedLink() {
    CallsSkel.openAndLoad().progs.on_sys_enter.attach().disconnect();
  }
}
