package org.bpfskel.it.life;

import static org.bpfskel.it.life.Race.round;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.bpfskel.BpfException;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfObject;
import org.bpfskel.Skeleton;
import org.bpfskel.TestRun;
import org.bpfskel.attach.Iter;
import org.bpfskel.data.Codec;
import org.bpfskel.it.BpfObjects;
import org.bpfskel.map.BpfMapOfMaps;
import org.bpfskel.map.MapBatch;

/** What is called, and what is closed meanwhile. */
final class Races {
  private static final String NESTED = "bpf/maps.bpf.o";

  private Races() {}

  static List<Race> all() {
    return List.of(
        Race.of("load", 12, Races::load),
        Race.of("sizes", 10, Races::sizes),
        Race.of("get", 12, Races::get),
        Race.of("put", 10, Races::put),
        Race.of("walk", 10, Races::walk),
        Race.of("batch", 9, Races::batch),
        Race.of("bytes", 8, Races::bytes),
        Race.of("attach", 3, Races::attach),
        Race.of("link", 4, Races::link),
        Race.of("variables of a section", 4, Races::variables),
        Race.of("variable", 4, Races::variable),
        Race.of("test run", 3, Races::testRun),
        Race.of("iterator", 1, Races::iterator),
        Race.of("poll, its object closed", 2, RecordRaces::pollOfClosedObject),
        Race.of("poll", 2, RecordRaces::poll),
        Race.of("poll of perf events", 1, RecordRaces::pollPerfEvents),
        Race.of("records of a user's ring", 2, RecordRaces::userRing),
        Race.of("maps in maps of two objects", 1, Races::nested),
        Race.of("close", 2, Races::closeTwice));
  }

  private static Race.Round on(Skeleton skel, Runnable call) {
    return round(call, skel::close);
  }

  /** The second of two is refused anyway. */
  private static Race.Round load() {
    CallsSkel skel = CallsSkel.open();
    return on(skel, skel::load);
  }

  private static Race.Round sizes() {
    CallsSkel skel = CallsSkel.open();
    return on(skel, () -> Expect.that(skel.maps.calls.valueSize() == Long.BYTES));
  }

  private static Race.Round get() {
    CallsSkel skel = CallsSkel.openAndLoad();
    return on(skel, () -> Expect.that(skel.maps.calls.getLong(0, -1) == 0));
  }

  private static Race.Round put() {
    CallsSkel skel = CallsSkel.openAndLoad();
    return on(skel, () -> skel.maps.calls.putAll(Map.of(0, 1L)));
  }

  private static Race.Round walk() {
    CallsSkel skel = CallsSkel.openAndLoad();
    return on(skel, () -> skel.maps.calls.forEach((key, value) -> Expect.that(key == 0)));
  }

  private static Race.Round batch() {
    CallsSkel skel = CallsSkel.openAndLoad();
    return on(
        skel,
        () -> {
          MapBatch own = skel.maps.calls.newBatch(1);
          Expect.that(skel.maps.calls.readBatch(own) == 1);
          skel.maps.calls.writeBatch(own, 1);
        });
  }

  private static Race.Round bytes() {
    CallsSkel skel = CallsSkel.openAndLoad();
    ByteBuffer key = ByteBuffer.allocate(Integer.BYTES);
    return on(skel, () -> skel.maps.calls.lookup(key.duplicate(), ByteBuffer.allocate(Long.BYTES)));
  }

  private static Race.Round attach() {
    CallsSkel skel = CallsSkel.openAndLoad();
    return on(skel, () -> skel.progs.on_sys_enter.attach().close());
  }

  private static Race.Round link() {
    CallsSkel skel = CallsSkel.openAndLoad();
    BpfLink link = skel.progs.on_sys_enter.attach();
    return on(
        skel,
        () -> {
          Expect.that(link.info().id() > 0);
          try {
            link.update(skel.progs.on_sys_enter);
            throw new AssertionError("the program of a tracepoint was replaced");
          } catch (BpfException e) {
            Expect.that(link.name().equals("on_sys_enter"));
          }
        });
  }

  private static Race.Round variables() {
    VariablesSkel skel = VariablesSkel.openAndLoad();
    return on(skel, () -> skel.object().data(".bss").variables().int64("calls").getAndAdd(1));
  }

  /** Works on, closed or not. */
  private static Race.Round variable() {
    VariablesSkel skel = VariablesSkel.openAndLoad();
    return on(
        skel,
        () -> {
          skel.bss.calls.getAndAdd(1);
          skel.object().map(".bss");
        });
  }

  private static Race.Round testRun() {
    RunsSkel skel = RunsSkel.openAndLoad();
    TestRun run = TestRun.builder().dataIn(new byte[64]).dataSizeOut(64).build();
    return on(skel, () -> Expect.that(skel.progs.on_xdp.testRun(run).dataOut().length == 64));
  }

  private static Race.Round iterator() {
    WalksSkel skel = WalksSkel.openAndLoad();
    BpfLink link = skel.progs.dump_task.attach(Iter.all());
    return on(
        skel,
        () -> {
          link.update(skel.progs.dump_task);
          Scene.close(link.openBytes());
        });
  }

  /** Each call is on both objects, in either order, and both are closed at once. */
  private static Race.Round nested() {
    BpfObject one = nestedMaps();
    BpfObject other = nestedMaps();
    BpfMapOfMaps<Integer> ofOne = BpfMapOfMaps.of(one.map("tables"), Codec.INT32);
    BpfMapOfMaps<Integer> ofOther = BpfMapOfMaps.of(other.map("tables"), Codec.INT32);
    return round(
        () -> {
          boolean even = Thread.currentThread().getId() % 2 == 0;
          if (even) {
            ofOne.put(0, other.map("first_inner"));
          } else {
            ofOther.put(0, one.map("first_inner"));
          }
        },
        () -> {
          Thread second = new Thread(other::close);
          second.start();
          one.close();
          join(second);
        });
  }

  private static BpfObject nestedMaps() {
    BpfObject object = BpfObject.open(BpfObjects.bytes(NESTED), NESTED);
    object.programs().forEach(program -> program.setAutoload(false));
    object
        .maps()
        .forEach(
            map -> map.options().setAutocreate(map.name().matches("tables|first_inner|.*[.].*")));
    object.load();
    return object;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Race.Round closeTwice() {
    CallsSkel skel = CallsSkel.openAndLoad();
    skel.attach();
    return on(
        skel,
        () -> {
          skel.close();
          skel.object().map("calls");
        });
  }
}
