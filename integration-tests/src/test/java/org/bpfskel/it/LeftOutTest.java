package org.bpfskel.it;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.bpfskel.BpfLink;
import org.bpfskel.BpfMap;
import org.bpfskel.BpfObject;
import org.bpfskel.BpfProgram;
import org.bpfskel.attach.Tracepoint;
import org.bpfskel.event.RingBuffer;
import org.bpfskel.map.BpfRingBuf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A call on what load left out is one in the wrong state, and says what to do before load. */
@NeedsKernel
final class LeftOutTest {
  private static final Path FILE = Path.of("/sys/fs/bpf/left_out");

  @Test
  void callsOnAMapSayThatItsAutocreateWasOff() {
    try (BpfObject object = open("bpf/ringbuf.bpf.o");
        RingBuffer events = new RingBuffer()) {
      BpfMap map = object.map("numbered");
      map.options().setAutocreate(false);
      object.programs().forEach(program -> program.setAutoload(false));
      object.load();
      BpfRingBuf ring = BpfRingBuf.of(map);
      assertRefused(
          "load left map numbered out, for its autocreate was off: call options().setAutocreate(true) before"
              + " load",
          map::info,
          map::freeze,
          () -> map.pin(FILE),
          map::unpin,
          () -> events.onBytes(ring, bytes -> {}));
    }
  }

  @Test
  void callsOnAProgramSayThatItsAutoloadWasOff() {
    try (TracepointSkel other = TracepointSkel.openAndLoad();
        BpfObject object = open("bpf/tracepoint.bpf.o")) {
      BpfLink link = other.progs.on_sys_enter.attach();
      BpfProgram program = object.program("on_sys_enter");
      program.setAutoload(false);
      object.load();
      assertRefused(
          "load left program on_sys_enter out, for its autoload was off: call setAutoload(true)"
              + " before load",
          program::fd,
          program::info,
          () -> program.pin(FILE),
          program::attach,
          () -> program.attach(Tracepoint.of("syscalls", "sys_enter_mkdir")),
          () -> link.update(program));
      assertThat(program.attachBySection()).isNull();
    }
  }

  @Test
  void attachOfAVariableSaysThatItsAutocreateWasOff() {
    try (DummyOpsSkel skel = DummyOpsSkel.open()) {
      skel.maps.dummy.options().setAutocreate(false);
      skel.load();
      assertRefused(
          "load left map dummy out, for its autocreate was off: call options().setAutocreate(true) before"
              + " load",
          skel.maps.dummy::attachStructOps);
    }
  }

  private static BpfObject open(String name) {
    return BpfObject.open(BpfObjects.bytes(name), name);
  }

  private static void assertRefused(String reason, Executable... calls) {
    for (Executable call : calls) {
      assertThat(assertThrows(IllegalStateException.class, call))
          .hasMessageThat()
          .endsWith(" is not possible: " + reason);
    }
  }
}
